import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { readFeed } from '../../../../src/academy/calendar/read-feed.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { academy } from './support/academy.ts';
import { readCalendar } from './support/readers.ts';

const under = useDoor();
const at = academy(() => under.admin);

/** The feed of November 2026 begins in August 2026 and ends with November 2027. */
const NOW = new Date('2026-11-21T12:00:00Z');
const [FIRST, LAST] = ['2026-08-01', '2027-12-01'];

let links = 0;
/** A link to a gym's schedule, or to a person's. */
async function link(of: { gym_id: string } | { user_id: string }): Promise<string> {
  const secret = `secret ${++links}`;
  const token_hash = createHash('sha256').update(secret).digest('hex');
  await under.admin`insert into calendar_links ${
    under.admin({ ...of, token_hash } as { gym_id: string; token_hash: string })
  }`;
  return secret;
}

const read = (secret: string, now = NOW) =>
  readFeed({ db: under.door.asCaller(null), now: () => now }, { secret });

/** What SQL says takes place, as a calendar would. */
const held = async (gym: string) =>
  (await at.occurrences(gym, FIRST, LAST)).filter(({ status }) => status !== 'cancelled')
    .map(({ starts_at, ends_at }) => ({ starts_at, ends_at }));

const told = async (secret: string) =>
  readCalendar(await read(secret), LAST).map(({ starts_at, ends_at }) => ({ starts_at, ends_at }));

describe('a calendar', () => {
  let gym = '';
  let secret = '';
  const sundays = (starts_at: string, ends_at: string) =>
    at.weekly(gym, { weekday: 7, starts_at, ends_at });

  describe.each(['Europe/Lisbon', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'])(
    'in %s',
    (zone) => {
      beforeEach(async () => {
        gym = await at.gym(zone);
        secret = await link({ gym_id: gym });
      });

      it('has the same instants for another library, whatever clocks do', async () => {
        await at.weekly(gym, { weekday: 3, starts_on: '2026-11-01', ends_on: '2027-03-10' });
        await sundays('10:00', '11:30');
        // In the hours that are skipped or come twice, across them, and over midnight.
        for (const [start, end] of [['01:00', '01:30'], ['01:30', '01:45'], ['02:00', '03:30']]) {
          await sundays(start!, end!);
        }
        await at.weekly(gym, { weekday: 6, starts_at: '23:30', ends_at: '04:00' });
        const expected = await held(gym);
        expect(expected.length).toBeGreaterThan(300);
        expect(await told(secret)).toEqual(expected);
      });

      it('leaves out what is cancelled and says what differs', async () => {
        const mondays = await at.weekly(gym);
        const nights = await sundays('01:30', '02:30');
        const on = (class_id: string, class_date: string) => ({ class_id, class_date });
        await at.change(gym, on(mondays, '2026-11-23'));
        await at.change(gym, { ...on(mondays, '2026-11-30'), kind: 'moved', starts_at: '07:15' });
        await at.change(gym, { ...on(nights, '2027-04-04'), kind: 'moved', starts_at: '01:45' });
        await at.change(gym, { ...on(nights, '2026-10-25'), kind: 'moved', starts_at: '12:00' });
        await at.change(gym, on(nights, '2027-03-28'));
        await at.change(gym, { starts_on: '2026-12-20', ends_on: '2027-01-05' });
        expect(await told(secret)).toEqual(await held(gym));
      });
    },
  );

  it('is there for one date, and when every date of a class is odd', async () => {
    gym = await at.gym('Europe/Lisbon');
    secret = await link({ gym_id: gym });
    await at.weekly(gym, { weekday: 4, starts_on: '2026-11-26', ends_on: '2026-11-26' });
    const night = { weekday: 7, starts_at: '01:30', ends_at: '03:00' };
    await at.weekly(gym, { ...night, starts_on: '2027-03-28', ends_on: '2027-03-28' });
    expect(await told(secret)).toEqual([
      { starts_at: '2026-11-26T18:00:00Z', ends_at: '2026-11-26T19:30:00Z' },
      { starts_at: '2027-03-28T01:30:00Z', ends_at: '2027-03-28T03:00:00Z' },
    ]);
  });

  it('names who teaches, and whoever stands in', async () => {
    gym = await at.gym('UTC');
    secret = await link({ gym_id: gym });
    const [ana, rui] = [await at.person('Ana'), await at.person('Rui')];
    const columns = { instructor_id: ana, starts_on: '2026-11-23', ends_on: '2026-12-06' };
    const class_id = await at.weekly(gym, columns);
    await at.change(gym, {
      ...{ class_id, class_date: '2026-11-30', kind: 'substitute', instructor_id: rui },
      reason: 'Seminar; bring, please\nyour "gi"',
    });
    const text = await read(secret);
    expect(readCalendar(text, LAST).map(({ summary }) => summary)).toEqual([
      'Jiu-jitsu · Ana',
      'Jiu-jitsu · Rui',
    ]);
    expect(text.replaceAll('\r\n ', '')).toContain('Seminar\\; bring\\, please\\nyour "gi"');
  });

  it('of a person has the classes of the gyms they belong to now', async () => {
    const [mine, left] = [await at.gym('UTC'), await at.gym('Europe/Lisbon')];
    const person = await at.person();
    for (const gym_id of [mine, left]) {
      await under.admin`insert into memberships ${
        under.admin({ gym_id, user_id: person, approved_at: NOW })
      }`;
      await at.weekly(gym_id, { weekday: gym_id === mine ? 1 : 2 });
    }
    secret = await link({ user_id: person });
    expect(await told(secret)).toHaveLength([...await held(mine), ...await held(left)].length);
    await under.admin`update memberships set left_at = now() where gym_id = ${left}`;
    expect(await told(secret)).toEqual(await held(mine));
  });

  it('does not change until something does, and not from day to day', async () => {
    gym = await at.gym('Europe/Lisbon');
    secret = await link({ gym_id: gym });
    const class_id = await at.weekly(gym);
    const first = await read(secret);
    expect(await read(secret, new Date('2026-11-02T03:00:00Z'))).toBe(first);
    await at.change(gym, { class_id, class_date: '2026-11-23' });
    expect(await read(secret)).not.toBe(first);
  });

  it('is not found when its link never was, or was revoked', async () => {
    secret = await link({ gym_id: await at.gym('UTC') });
    expect(await read(secret)).toContain('BEGIN:VCALENDAR');
    await under.admin`update calendar_links set revoked_at = now()
      where token_hash = encode(sha256(convert_to(${secret}, 'UTF8')), 'hex')`;
    for (const other of [secret, 'nobody', '']) {
      await expect(read(other)).rejects.toMatchObject({ code: 'calendar_not_found' });
    }
  });
});
