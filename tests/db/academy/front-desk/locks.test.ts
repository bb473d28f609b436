import { beforeEach, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { frontDesk, type Try } from './support/scene.ts';

const under = useDoor();
const at = frontDesk(() => under.admin);

const MONDAY = '2026-11-02';
const clock = (time: string) => `${MONDAY}T${time}Z`;

let gym = '';
let held = '';
let desk = '';
let another = '';
let member = '';
const tries = (time: string, what: Partial<Try> = { pin: 'pin' }) =>
  at.tried({ desk, class_id: held, date: MONDAY, at: clock(time), ...what });
const wrong = (time: string, what: Partial<Try> = {}) => tries(time, { pin: 'wrong', ...what });
const goodCode = (of = member) => at.code(of, clock('23:00'));

beforeEach(async () => {
  gym = await at.gym('Europe/Lisbon');
  held = await at.weekly(gym, { starts_at: '12:00', ends_at: '23:00' });
  desk = (await at.desk(gym)).id;
  another = (await at.desk(gym)).id;
  member = await at.withPin(gym, 'pin');
});

describe('a device', () => {
  it('is locked by ten wrong tries in ten minutes, for a quarter of an hour', async () => {
    await at.wrong(desk, held, 'wrong_code', 1, clock('17:50:00'));
    await at.wrong(desk, held, 'wrong_pin', 8, clock('17:55:00'));
    expect((await wrong('18:00:00')).outcome).toBe('wrong_pin');
    const locked = { outcome: 'locked', retry_at: new Date(clock('18:15:00')), first_name: null };
    expect(await tries('18:00:01')).toMatchObject(locked);
    expect(await tries('18:00:02', { code: await goodCode() })).toMatchObject(locked);
    expect(await tries('18:14:59')).toMatchObject(locked);
    expect(await tries('18:14:59', { desk: another, pin: 'pin' }))
      .toMatchObject({ outcome: 'present' });
    expect(await tries('18:15:00')).toMatchObject({ outcome: 'present' });
    expect((await wrong('18:15:01')).outcome).toBe('wrong_pin');
    expect((await tries('18:15:02')).outcome).toBe('present');
  });

  it('is not locked by tries that are further apart, or that named somebody', async () => {
    await at.wrong(desk, held, 'wrong_code', 1, clock('17:49:59'));
    await at.wrong(desk, held, 'wrong_pin', 8, clock('17:55:00'));
    await at.wrong(desk, held, 'code_expired', 10, clock('17:59:00'));
    expect((await wrong('18:00:00')).outcome).toBe('wrong_pin');
    expect((await tries('18:00:01')).outcome).toBe('present');
  });

  it('leaves nothing in the log while it is locked', async () => {
    await at.wrong(desk, held, 'wrong_pin', 10, clock('18:00:00'));
    for (const second of [1, 2, 3]) await wrong(`18:00:0${second}`);
    expect(await at.events(gym)).toHaveLength(10);
  });
});

describe('the PINs of a gym', () => {
  it('are locked by fifty wrong ones in a day, at whichever device, and codes are not', async () => {
    await at.wrong(desk, held, 'wrong_pin', 40, clock('00:10:00'));
    await at.wrong(another, held, 'wrong_pin', 9, clock('12:00:00'));
    expect((await tries('12:30:00')).outcome).toBe('present');
    expect((await wrong('12:30:01')).outcome).toBe('wrong_pin');
    expect(await tries('12:30:02')).toMatchObject({
      ...{ outcome: 'locked', retry_at: new Date(clock('12:45:01')) },
    });
    expect((await tries('12:30:02', { desk: another, pin: 'pin' })).outcome).toBe('locked');
    expect((await tries('12:30:03', { code: await goodCode() })).outcome).toBe('present');
  });

  it('are locked again by one more, as long as there were so many within a day', async () => {
    await at.wrong(desk, held, 'wrong_pin', 50, clock('12:00:00'));
    expect((await wrong('12:15:00')).outcome).toBe('wrong_pin');
    expect(await tries('12:20:00')).toMatchObject({ retry_at: new Date(clock('12:30:00')) });
    expect((await tries('12:30:00')).outcome).toBe('present');
  });

  it('are not locked by fifty in more than a day, or in another gym', async () => {
    const elsewhere = (await at.desk(await at.gym('Europe/Lisbon'))).id;
    await at.wrong(elsewhere, held, 'wrong_pin', 50, clock('18:00:00'));
    await at.wrong(desk, held, 'wrong_pin', 1, '2026-11-01T18:29:59Z');
    await at.wrong(desk, held, 'wrong_pin', 48, clock('17:00:00'));
    expect((await wrong('18:30:00', { desk: another })).outcome).toBe('wrong_pin');
    expect((await tries('18:30:01')).outcome).toBe('present');
  });
});

describe('a member', () => {
  it('is locked by five used or expired codes in ten minutes, at every device', async () => {
    const used = await goodCode();
    expect((await tries('18:00:00', { code: used })).outcome).toBe('present');
    for (const second of [1, 2, 3]) {
      expect((await tries(`18:00:0${second}`, { code: used })).outcome).toBe('code_used');
    }
    const expired = await at.code(member, clock('17:00'));
    for (const second of [4, 5]) {
      expect((await tries(`18:00:0${second}`, { code: expired, desk: another })).outcome)
        .toBe('code_expired');
    }
    const locked = { outcome: 'locked', retry_at: new Date(clock('18:15:05')) };
    expect(await tries('18:00:06')).toMatchObject(locked);
    expect(await tries('18:00:07', { code: await goodCode(), desk: another })).toMatchObject(
      locked,
    );
    expect((await tries('18:00:08', { code: await goodCode(await at.member(gym)) })).outcome)
      .toBe('present');
    expect((await tries('18:15:05')).outcome).toBe('present');
  });
});
