import { beforeEach, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { frontDesk, type Try } from './support/scene.ts';

const under = useDoor();
const at = frontDesk(() => under.admin);

const MONDAY = '2026-11-02';
/** In Lisbon, which is at UTC in winter: the class is from six to half past seven. */
const clock = (time: string, date = MONDAY) => `${date}T${time}Z`;

let gym = '';
let held = '';
let desk = '';
const tries = (what: Partial<Try>) =>
  at.tried({ desk, class_id: held, date: MONDAY, at: clock('18:00'), ...what });

beforeEach(async () => {
  gym = await at.gym('Europe/Lisbon');
  held = await at.weekly(gym);
  desk = (await at.desk(gym)).id;
});

describe('a PIN', () => {
  it('checks in who has it, told by as much of their name as they need', async () => {
    const person = await at.withPin(gym, 'pin');
    const present = { outcome: 'present', reason: null, first_name: 'Ana', initial: 'S' };
    expect(await tries({ pin: 'pin' })).toMatchObject(present);
    expect(await tries({ pin: 'pin' })).toMatchObject(present);
    const rows = await under.admin`select user_id, status, checked_in_by from check_ins
      where class_id = ${held}`;
    expect(rows).toEqual([{ user_id: person, status: 'present', checked_in_by: null }]);
    expect(await at.events(gym)).toEqual(['pin present', 'pin present']);
  });

  it('is a gym’s own, and gone with the membership', async () => {
    const person = await at.withPin(gym, 'pin');
    const elsewhere = await at.gym('Europe/Lisbon');
    await at.withPin(elsewhere, 'other');
    expect(await tries({ pin: 'other' })).toMatchObject({ outcome: 'wrong_pin', first_name: null });
    await under.admin`update memberships set left_at = now() where user_id = ${person}`;
    expect(await tries({ pin: 'pin' })).toMatchObject({ outcome: 'wrong_pin' });
    expect(await at.events(gym)).toEqual(['pin wrong_pin', 'pin wrong_pin']);
  });

  it('checks in by the rules of check-ins, and a refusal is in the log', async () => {
    await at.withPin(gym, 'pin');
    expect(await tries({ pin: 'pin', at: clock('17:29') })).toMatchObject({
      ...{ outcome: 'refused', reason: 'check_in_too_early', first_name: null },
      retry_at: new Date(clock('17:30')),
    });
    expect(await tries({ pin: 'pin', at: clock('19:31') })).toMatchObject({
      reason: 'check_in_too_late',
    });
    expect(await at.events(gym)).toEqual([
      'pin refused check_in_too_early',
      'pin refused check_in_too_late',
    ]);
  });

  it('puts who comes to a full class into the line', async () => {
    const full = await at.weekly(gym, { starts_at: '18:10', capacity: 1 });
    await at.withPin(gym, 'first');
    await at.withPin(gym, 'second');
    expect((await tries({ pin: 'first', class_id: full })).outcome).toBe('present');
    expect(await tries({ pin: 'second', class_id: full }))
      .toMatchObject({ outcome: 'waiting', first_name: 'Ana' });
  });
});

describe('a code', () => {
  it('is good once, whatever comes of it', async () => {
    const person = await at.member(gym);
    const code = await at.code(person, clock('18:01'));
    expect(await tries({ code })).toMatchObject({ outcome: 'present', initial: 'S' });
    expect(await tries({ code })).toMatchObject({ outcome: 'code_used', first_name: null });
    const early = await at.code(await at.member(gym), clock('18:01'));
    expect(await tries({ code: early, at: clock('17:00') }))
      .toMatchObject({ reason: 'check_in_too_early' });
    expect(await tries({ code: early })).toMatchObject({ outcome: 'code_used' });
  });

  it('is good for its minute, in the gyms of its member', async () => {
    const code = await at.code(await at.member(gym), clock('18:00'));
    expect(await tries({ code })).toMatchObject({ outcome: 'code_expired' });
    expect(await tries({ code, at: clock('17:59:59.999') })).toMatchObject({ outcome: 'present' });
    const stranger = await at.member(await at.gym('Europe/Lisbon'));
    expect(await tries({ code: await at.code(stranger, clock('18:01')) }))
      .toMatchObject({ outcome: 'not_a_member', first_name: null });
    expect(await tries({ code: 'made up' })).toMatchObject({ outcome: 'wrong_code' });
    expect((await at.events(gym)).sort()).toEqual([
      ...['code code_expired', 'code not_a_member', 'code present', 'code wrong_code'],
    ]);
  });
});

describe('a front desk', () => {
  it('knows the classes of its gym today, and nothing is tried for others', async () => {
    await at.withPin(gym, 'pin');
    const elsewhere = await at.weekly(await at.gym('Europe/Lisbon'));
    for (
      const what of [
        { class_id: elsewhere },
        { date: '2026-11-09' },
        { date: '2026-11-03' },
        { at: clock('18:00', '2026-11-03') },
      ]
    ) {
      expect(await tries({ pin: 'pin', ...what }), JSON.stringify(what))
        .toMatchObject({ outcome: 'not_today' });
    }
    expect(await at.events(gym)).toEqual([]);
  });

  it('shows its gym’s day, what runs since yesterday, and what is about to begin', async () => {
    const tokyo = await at.gym('Asia/Tokyo');
    const teacher = await at.person('Tea');
    await at.weekly(tokyo, { modality: 'Late', starts_at: '23:00', ends_at: '00:30', weekday: 1 });
    await at.weekly(tokyo, { modality: 'Noon', starts_at: '12:00', ends_at: '13:00', weekday: 2 });
    await at.weekly(tokyo, { modality: 'Early', starts_at: '00:10', ends_at: '01:00', weekday: 3 });
    await under.admin`update classes set instructor_id = ${teacher} where modality = 'Noon'`;
    await at.change(tokyo, { class_id: null, starts_on: '2026-11-03', ends_on: '2026-11-03' });
    const day = async (instant: string) =>
      (await under.admin<{ shown: string }[]>`
        select concat_ws(' ', modality, class_date, status, instructor_first_name) as shown
        from private.front_desk_day(${tokyo}, ${instant})`).map(({ shown }) => shown);
    const noon = 'Noon 2026-11-03 cancelled Tea';
    expect(await day('2026-11-02T15:29:59Z')).toEqual(['Late 2026-11-02 scheduled', noon]);
    expect(await day('2026-11-02T15:30:00Z')).toEqual([noon]);
    expect(await day('2026-11-03T14:39:59Z')).toEqual([noon]);
    expect(await day('2026-11-03T14:40:00Z')).toEqual([noon, 'Early 2026-11-04 scheduled']);
    expect(await day('2026-11-05T03:00:00Z')).toEqual([]);
  });
});
