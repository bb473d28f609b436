import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mat } from './support/mat.ts';

const under = useDoor();
const on = mat(() => under.admin);

const OPENS = '2026-11-23T17:30:00Z';
const STARTS = '2026-11-23T18:00:00Z';
const ENDS = '2026-11-23T19:30:00Z';

describe('a check-in', () => {
  it('is taken from 30 minutes before the start until the end, once', async () => {
    const day = await on.held();
    const [early, first, last, late] = await on.members(day.gym, 4) as [string, ...string[]];
    expect(await on.checkIn(day, early, '2026-11-23T17:29:59Z'))
      .toBe('check_in_too_early 2026-11-23T17:30:00.000Z');
    expect(await on.checkIn(day, first!, OPENS)).toBe('present 1');
    expect(await on.checkIn(day, last!, ENDS)).toBe('present 2');
    expect(await on.checkIn(day, late!, '2026-11-23T19:30:01Z')).toBe('check_in_too_late');
    expect(await on.checkIn(day, first!, ENDS)).toBe('present 1');
    expect((await on.row(day, first!)).made_at.toISOString()).toBe('2026-11-23T17:30:00.000Z');
  });

  it('is for a date on which the class takes place, by its gym’s clock', async () => {
    const gym = await on.gym('America/Sao_Paulo');
    const day = await on.held({}, gym);
    const person = await on.member(gym);
    expect(await on.checkIn({ ...day, class_date: '2026-11-24' }, person, STARTS))
      .toBe('not_on_that_date');
    expect(await on.checkIn(day, person, STARTS))
      .toBe('check_in_too_early 2026-11-23T20:30:00.000Z');
    await on.change(gym, { class_id: day.class_id, class_date: day.class_date });
    expect(await on.checkIn(day, person, '2026-11-23T21:00:00Z')).toBe('class_cancelled');
  });

  it('follows a date that was moved', async () => {
    const day = await on.held();
    const [person] = await on.members(day.gym, 1) as [string];
    await on.change(day.gym, {
      ...{ class_id: day.class_id, class_date: day.class_date },
      ...{ kind: 'moved', starts_at: '20:00' },
    });
    expect(await on.checkIn(day, person, STARTS))
      .toBe('check_in_too_early 2026-11-23T19:30:00.000Z');
    expect(await on.checkIn(day, person, '2026-11-23T21:30:00Z')).toBe('present 1');
  });

  it('is for members', async () => {
    const day = await on.held();
    const stranger = await on.person();
    expect(await on.checkIn(day, stranger, STARTS)).toBe('member_not_found');
    const former = await on.member(day.gym);
    await under.admin`update memberships set left_at = now() where user_id = ${former}`;
    expect(await on.checkIn(day, former, STARTS)).toBe('member_not_found');
    expect(await on.book(day, former, STARTS)).toBe('member_not_found');
    const erased = await on.member(day.gym);
    await under.admin`alter table users disable trigger user`;
    await under.admin`update users set deleted_at = now() where id = ${erased}`;
    await under.admin`alter table users enable trigger user`;
    expect(await on.checkIn(day, erased, STARTS)).toBe('member_not_found');
  });

  it('to a full class waits, and is present when there is a place, in order', async () => {
    const day = await on.held({ capacity: 1 });
    const [a, b, c] = await on.members(day.gym, 3) as [string, string, string];
    expect(await on.checkIn(day, a, OPENS)).toBe('present 1');
    expect(await on.checkIn(day, b, OPENS)).toBe('waiting 2');
    expect(await on.checkIn(day, c, OPENS)).toBe('waiting 3');
    expect(await on.checkIn(day, b, STARTS)).toBe('waiting 2');
    expect(await on.cancel(day, a, STARTS)).toBe('check_in_present');
    expect(await on.cancel(day, a, STARTS, true)).toBe('cancelled 1');
    expect(await on.statuses(day, [a, b, c])).toBe('cancelled present waiting');
    expect(await on.checkIn(day, a, STARTS)).toBe('waiting 4');
    expect(await on.cancel(day, b, STARTS, true)).toBe('cancelled 2');
    expect(await on.statuses(day, [a, b, c])).toBe('waiting cancelled present');
  });

  it('made offline is judged by when it was made, and displaces nobody', async () => {
    const day = await on.held({ capacity: 2, bookable_from_hours: 48 });
    const [booked, before, after, other] = await on.members(day.gym, 4) as [
      ...[string, string, string, string],
    ];
    await on.book(day, booked, '2026-11-23T12:00:00Z');
    expect(await on.checkIn(day, after, STARTS)).toBe('present 2');
    const received = '2026-11-23T18:30:00Z';
    expect(await on.checkIn(day, before, OPENS, { received })).toBe('waiting 3');
    const tomorrow = '2026-11-24T12:00:00Z';
    await on.tend(tomorrow);
    expect(await on.statuses(day, [booked, before, after])).toBe('no_show cancelled present');
    expect(await on.checkIn(day, other, OPENS, { received: tomorrow })).toBe('class_was_full');
    expect(await on.checkIn(day, booked, OPENS, { received: tomorrow })).toBe('present 1');
    expect(await on.row(day, booked)).toMatchObject({
      made_at: new Date(OPENS),
      received_at: new Date(tomorrow),
    });
    expect(await on.checkIn(day, other, ENDS.replace('19:30', '19:31'), { received: tomorrow }))
      .toBe('check_in_too_late');
  });

  it('by staff is also for a class that is over, however many came', async () => {
    const day = await on.held({ capacity: 1 });
    const [a, b] = await on.members(day.gym, 2) as [string, string];
    const by = await on.member(day.gym, 'INSTRUCTOR');
    const staff = { staff: true, by };
    expect(await on.checkIn(day, a, '2026-11-20T12:00:00Z', staff))
      .toBe('check_in_too_early 2026-11-23T17:30:00.000Z');
    expect(await on.checkIn(day, a, STARTS, staff)).toBe('present 1');
    expect(await on.checkIn(day, b, STARTS, staff)).toBe('waiting 2');
    expect(await on.checkIn(day, b, '2027-01-01T12:00:00Z', staff)).toBe('present 3');
    expect((await on.row(day, b)).checked_in_by).toBe(by);
  });

  it('with a reason sets window and capacity aside, from the day of the class on', async () => {
    const day = await on.held({ capacity: 1 });
    const [a, b, c] = await on.members(day.gym, 3) as [string, string, string];
    const override = { staff: true, reason: 'A guest' };
    await on.checkIn(day, a, OPENS);
    expect(await on.checkIn(day, b, '2026-11-22T23:59:59Z', override))
      .toBe('check_in_too_early 2026-11-23T17:30:00.000Z');
    expect(await on.checkIn(day, b, '2026-11-23T00:00:00Z', override)).toBe('present 2');
    expect((await on.row(day, b)).override_reason).toBe('A guest');
    expect(await on.checkIn(day, c, STARTS)).toBe('waiting 3');
    expect(await on.cancel(day, a, STARTS, true)).toBe('cancelled 1');
    // One too many was let in: the place that came free was theirs.
    expect(await on.statuses(day, [b, c])).toBe('present waiting');
  });

  it('takes turns in a class without an end to its places', async () => {
    const day = await on.held();
    const people = await on.members(day.gym, 5);
    for (const [index, person] of people.entries()) {
      expect(await on.checkIn(day, person, STARTS)).toBe(`present ${index + 1}`);
    }
  });
});
