import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { members } from './support/members.ts';

const under = useDoor();
const { gym, weekly, change, member, came } = members(() => under.admin);

/** Mondays and Wednesdays of March 2026; on the 18th it is cancelled, from the 23rd to the 25th closed. */
let dojo: string;
let monday: string;
let wednesday: string;
beforeAll(async () => {
  dojo = await gym('America/Sao_Paulo');
  monday = await weekly(dojo, { starts_on: '2026-03-01', ends_on: '2026-04-30' });
  wednesday = await weekly(dojo, { weekday: 3, starts_on: '2026-03-01', ends_on: '2026-04-30' });
  await change(dojo, { class_id: wednesday, class_date: '2026-03-18' });
  await change(dojo, { starts_on: '2026-03-23', ends_on: '2026-03-25' });
});

async function attendance(who: string, { to = '2026-03-31', at = '2026-03-31T15:00:00Z' } = {}) {
  const [row] = await under.admin`
    select since::text, attended, held, last_on::text, streak_weeks
    from private.attendance_of(${dojo}, array[${who}::uuid], '2026-03-01', ${to}, ${at})`;
  return row;
}

const byClass = (at: string, person: string | null = null, first = '2026-03-01') =>
  under.admin`
    select class_id, attended, held, last_on::text
    from private.attendance_by_class(${dojo}, ${first}, '2026-03-31', ${at}, ${person})`;

describe('attendance', () => {
  it('is presences of what took place since one joined: not what was cancelled or closed', async () => {
    const ana = await member(dojo, '2026-03-05');
    await came(dojo, monday, ana, '2026-03-09', '2026-03-16');
    await came(dojo, wednesday, ana, '2026-03-11');
    // Since the 5th: Mondays 9, 16 and 30, Wednesday 11.
    expect(await attendance(ana)).toEqual({
      ...{ since: '2026-03-05', attended: 3, held: 4, last_on: '2026-03-16', streak_weeks: 2 },
    });
    expect(await byClass('2026-03-31T15:00:00Z', ana, '2026-03-05')).toEqual([
      { class_id: monday, attended: 2, held: 3, last_on: '2026-03-16' },
      { class_id: wednesday, attended: 1, held: 1, last_on: '2026-03-11' },
    ]);
  });

  it('is not what one cancelled, and is nobody of another gym', async () => {
    const caio = await member(dojo, '2026-03-01');
    await came(dojo, wednesday, caio, '2026-03-04');
    await under.admin`update check_ins set status = 'cancelled' where user_id = ${caio}`;
    expect(await attendance(caio)).toMatchObject({ attended: 0, held: 6, last_on: null });
    const other = await member(await gym('UTC'), '2026-03-01');
    expect(await attendance(other)).toBeUndefined();
  });

  it('begins with the first presence of who was there before they were let in', async () => {
    const dora = await member(dojo, '2026-03-20');
    await came(dojo, monday, dora, '2026-03-02');
    expect(await attendance(dora)).toMatchObject({ since: '2026-03-02', attended: 1, held: 6 });
  });

  it('counts a class when it is over, by the clock of the gym', async () => {
    const eva = await member(dojo, '2026-03-29');
    // Half past seven in the evening there.
    expect(await attendance(eva, { at: '2026-03-30T22:29:00Z' })).toMatchObject({ held: 0 });
    expect(await attendance(eva, { at: '2026-03-30T22:30:00Z' })).toMatchObject({ held: 1 });
  });

  it('keeps what was attended of a class that is gone, and of one that was split as one', async () => {
    const other = await gym('UTC');
    const gone = await weekly(other, { weekday: 2, starts_on: '2026-03-01' });
    const first = await weekly(other, { starts_on: '2026-03-01', ends_on: '2026-03-15' });
    const second = await weekly(other, { starts_on: '2026-03-16' });
    await under.admin`update classes set series_id = ${first} where id = ${second}`;
    const gil = await member(other, '2026-03-01');
    await came(other, gone, gil, '2026-03-03');
    await came(other, first, gil, '2026-03-09');
    await came(other, second, gil, '2026-03-16');
    await under.admin`update classes set deleted_at = now() where id = ${gone}`;
    const rows = await under.admin`
      select class_id, attended, held from private.attendance_by_class(
        ${other}, '2026-03-01', '2026-03-31', '2026-04-01T12:00:00Z')`;
    expect(rows).toEqual([
      { class_id: second, attended: 2, held: 5 },
      { class_id: gone, attended: 1, held: 1 },
    ]);
  });

  it('is of a gym what all of its members are', async () => {
    const rows = await byClass('2026-03-31T15:00:00Z');
    expect(rows).toEqual([
      { class_id: monday, attended: 3, held: 4, last_on: '2026-03-16' },
      { class_id: wednesday, attended: 1, held: 2, last_on: '2026-03-11' },
    ]);
  });
});

describe('a streak', () => {
  const weeks = async (dates: string[], options = {}) => {
    const who = await member(dojo, '2026-03-01');
    await came(dojo, monday, who, ...dates);
    return (await attendance(who, options))!.streak_weeks;
  };
  const later = { at: '2026-04-06T12:00:00Z' };

  it('is of weeks in a row, and a closed week breaks none', async () => {
    expect(await weeks(['2026-03-30', '2026-03-16', '2026-03-09'], later)).toBe(3);
    expect(await weeks(['2026-03-30', '2026-03-09', '2026-03-02'], later)).toBe(1);
  });

  it('goes on in the week that runs, and is over after it', async () => {
    const dates = ['2026-03-16', '2026-03-09', '2026-03-02'];
    expect(await weeks(dates)).toBe(3);
    expect(await weeks(dates, later)).toBe(0);
    expect(await weeks(['2026-03-09', '2026-03-02'])).toBe(0);
    expect(await weeks(['2026-03-02'], later)).toBe(0);
  });

  it('counts a week once', async () => {
    const who = await member(dojo, '2026-03-01');
    await came(dojo, monday, who, '2026-03-09');
    await came(dojo, wednesday, who, '2026-03-11');
    expect(await attendance(who, { to: '2026-03-15', at: '2026-03-16T12:00:00Z' }))
      .toMatchObject({ attended: 2, streak_weeks: 1 });
  });
});
