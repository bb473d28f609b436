import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mat } from './support/mat.ts';

const under = useDoor();
const on = mat(() => under.admin);

const BEFORE = '2026-11-22T12:00:00Z';
const STARTS = '2026-11-23T18:00:00Z';
const OVER = '2026-11-23T19:30:01Z';
const bookable = { bookable_from_hours: 48, cancel_until_minutes: 120 };
const hold = (gym: string) => under.admin`update gyms set waitlist = 'hold' where id = ${gym}`;

describe('a booking', () => {
  it('is taken from when the class wants it until the start', async () => {
    const day = await on.held(bookable);
    const [a, b, c] = await on.members(day.gym, 3) as [string, string, string];
    expect(await on.book(day, a, '2026-11-21T17:59:59Z'))
      .toBe('booking_too_early 2026-11-21T18:00:00.000Z');
    expect(await on.book(day, a, '2026-11-21T18:00:00Z')).toBe('booked 1');
    expect(await on.book(day, b, '2026-11-23T17:59:59Z')).toBe('booked 2');
    expect(await on.book(day, c, STARTS)).toBe('booking_too_late');
    expect(await on.book(day, a, BEFORE)).toBe('booked 1');
    expect(await on.book({ ...day, class_date: '2026-11-24' }, c, BEFORE)).toBe('not_on_that_date');
    const other = await on.held({}, day.gym);
    expect(await on.book(other, a, BEFORE)).toBe('bookings_not_taken');
  });

  it('becomes a check-in when they come, also into a class that is full', async () => {
    const day = await on.held({ ...bookable, capacity: 1 });
    const [a, b] = await on.members(day.gym, 2) as [string, string];
    await on.book(day, a, BEFORE);
    expect(await on.book(day, b, BEFORE)).toBe('waiting 2');
    expect(await on.checkIn(day, a, STARTS)).toBe('present 1');
    expect(await on.book(day, a, BEFORE)).toBe('present 1');
  });

  it('is taken back until the class wants that, which moves up who is next', async () => {
    const day = await on.held({ ...bookable, capacity: 1 });
    const [a, b, c] = await on.members(day.gym, 3) as [string, string, string];
    for (const person of [a, b, c]) await on.book(day, person, BEFORE);
    expect(await on.cancel(day, a, '2026-11-23T16:00:00Z')).toBe('cancelled 1');
    expect(await on.cancel(day, a, '2026-11-23T16:00:00Z')).toBe('cancelled 1');
    expect(await on.statuses(day, [a, b, c])).toBe('cancelled booked waiting');
    expect(await on.cancel(day, b, '2026-11-23T16:00:01Z')).toBe('cancel_too_late');
    expect(await on.cancel(day, c, '2026-11-23T16:00:01Z')).toBe('cancelled 3');
    expect(await on.book(day, a, '2026-11-23T16:10:00Z')).toBe('waiting 4');
    expect(await on.cancel(day, b, '2026-11-23T16:20:00Z', true)).toBe('cancelled 2');
    expect(await on.statuses(day, [a, b, c])).toBe('booked cancelled cancelled');
  });

  it('that nobody uses is a no-show, unless they were moved up too late to take it back', async () => {
    const day = await on.held({ ...bookable, capacity: 2 });
    const [a, b, late, waits] = await on.members(day.gym, 4) as [string, string, string, string];
    for (const person of [a, b, late, waits]) await on.book(day, person, BEFORE);
    await on.cancel(day, b, '2026-11-23T17:00:00Z', true);
    expect(await on.statuses(day, [a, b, late, waits])).toBe('booked cancelled booked waiting');
    await on.tend('2026-11-23T19:30:00Z');
    expect(await on.statuses(day, [a])).toBe('booked');
    await on.tend(OVER);
    expect(await on.statuses(day, [a, b, late, waits])).toBe(
      'no_show cancelled cancelled cancelled',
    );
    expect(await on.cancel(day, a, OVER)).toBe('check_in_no_show');
    // As if the class were put to later that day.
    expect(await on.book(day, a, '2026-11-23T16:00:00Z')).toBe('check_in_no_show');
    expect(await on.checkIn(day, a, OVER, { staff: true })).toBe('present 1');
    expect(await on.tend(OVER)).toBe(0);
  });

  it('of who was moved up late is theirs to take back until the start', async () => {
    const day = await on.held({ ...bookable, capacity: 1 });
    const [a, b] = await on.members(day.gym, 2) as [string, string];
    for (const person of [a, b]) await on.book(day, person, BEFORE);
    await on.cancel(day, a, '2026-11-23T17:00:00Z', true);
    expect(await on.cancel(day, b, STARTS)).toBe('cancelled 2');
    const another = await on.held(bookable);
    const person = await on.member(another.gym);
    await on.book(another, person, '2026-11-23T17:00:00Z');
    expect(await on.cancel(another, person, '2026-11-23T17:10:00Z')).toBe('cancel_too_late');
  });

  it('can be taken back until the start where the class says nothing', async () => {
    const day = await on.held({ bookable_from_hours: 48 });
    const person = await on.member(day.gym);
    await on.book(day, person, BEFORE);
    expect(await on.cancel(day, person, '2026-11-23T18:00:01Z')).toBe('cancel_too_late');
    expect(await on.cancel(day, person, STARTS)).toBe('cancelled 1');
  });

  it('moves up before the start whoever is first, and then who has checked in', async () => {
    const day = await on.held({ bookable_from_hours: 48, capacity: 1 });
    const [a, b, c, d] = await on.members(day.gym, 4) as [string, string, string, string];
    for (const person of [a, b]) await on.book(day, person, BEFORE);
    expect(await on.checkIn(day, c, '2026-11-23T17:40:00Z')).toBe('waiting 3');
    await on.cancel(day, a, '2026-11-23T17:50:00Z');
    expect(await on.statuses(day, [a, b, c])).toBe('cancelled booked waiting');
    await on.book(day, a, '2026-11-23T17:55:00Z');
    expect(await on.checkIn(day, d, '2026-11-23T17:56:00Z')).toBe('waiting 5');
    await on.cancel(day, b, '2026-11-23T18:10:00Z', true);
    await on.cancel(day, c, '2026-11-23T18:20:00Z', true);
    expect(await on.statuses(day, [a, b, c, d])).toBe('waiting cancelled cancelled present');
  });
});

describe('an offer', () => {
  const scene = async () => {
    const day = await on.held({ ...bookable, capacity: 1 });
    await hold(day.gym);
    const people = await on.members(day.gym, 3) as [string, string, string];
    for (const person of people) await on.book(day, person, BEFORE);
    await on.cancel(day, people[0], '2026-11-23T12:00:00Z');
    return { day, people };
  };

  it('holds the place for half an hour, and is taken or given up', async () => {
    const { day, people: [a, b, c] } = await scene();
    expect(await on.statuses(day, [a, b, c])).toBe('cancelled offered waiting');
    expect((await on.row(day, b)).offered_until).toEqual(new Date('2026-11-23T12:30:00Z'));
    expect(await on.answer(day, c, true, '2026-11-23T12:10:00Z')).toBe('not_offered');
    expect(await on.answer(day, b, false, '2026-11-23T12:10:00Z')).toBe('cancelled 2');
    expect(await on.statuses(day, [a, b, c])).toBe('cancelled cancelled offered');
    expect(await on.answer(day, c, true, '2026-11-23T12:39:59Z')).toBe('booked 3');
    expect(await on.answer(day, c, true, '2026-11-23T12:39:59Z')).toBe('not_offered');
  });

  it('that ran out goes to the next in line, by the job or whoever comes first', async () => {
    const { day, people: [a, b, c] } = await scene();
    expect(await on.tend('2026-11-23T12:29:59Z')).toBe(0);
    expect(await on.answer(day, b, true, '2026-11-23T12:30:00Z')).toBe('not_offered');
    expect(await on.statuses(day, [a, b, c])).toBe('cancelled cancelled offered');
    expect(await on.tend('2026-11-23T13:00:00Z')).toBe(1);
    expect(await on.statuses(day, [a, b, c])).toBe('cancelled cancelled cancelled');
  });

  it('ends with the start, and is no question to who has checked in', async () => {
    const { day, people: [a, b, c] } = await scene();
    await on.answer(day, b, false, '2026-11-23T17:40:00Z');
    expect((await on.row(day, c)).offered_until).toEqual(new Date(STARTS));
    expect(await on.checkIn(day, a, '2026-11-23T17:45:00Z')).toBe('waiting 4');
    expect(await on.answer(day, c, false, '2026-11-23T17:50:00Z')).toBe('cancelled 3');
    expect(await on.statuses(day, [a, b, c])).toBe('present cancelled cancelled');
  });

  it('is taken by checking in', async () => {
    const day = await on.held({ ...bookable, capacity: 1 });
    await hold(day.gym);
    const [a, b] = await on.members(day.gym, 2) as [string, string];
    for (const person of [a, b]) await on.book(day, person, BEFORE);
    await on.cancel(day, a, '2026-11-23T17:20:00Z', true);
    expect(await on.statuses(day, [a, b])).toBe('cancelled offered');
    expect(await on.checkIn(day, b, '2026-11-23T17:31:00Z')).toBe('present 2');
    expect((await on.row(day, b)).offered_until).toBeNull();
  });
});
