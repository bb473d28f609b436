import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mat } from './support/mat.ts';

const under = useDoor();
const on = mat(() => under.admin);

// The triggers go by the database's clock: these dates lie ahead of whenever it runs.
const MONDAY = '2090-11-20';
const NEXT = '2090-11-27';
const BEFORE = '2090-11-19T12:00:00Z';
const bookable = { bookable_from_hours: 1440, capacity: 1 };

const scene = async () => {
  const { gym, class_id } = await on.held(bookable);
  const day = { gym, class_id, class_date: MONDAY };
  const next = { ...day, class_date: NEXT };
  const [a, b] = await on.members(gym, 2) as [string, string];
  for (const date of [day, next]) {
    for (const person of [a, b]) await on.book(date, person, BEFORE);
  }
  return { gym, class_id, day, next, a, b };
};

const counted = async ({ class_id, class_date }: { class_id: string; class_date: string }) => {
  const [row] = await under.admin`select seated, waiting, offered, last_place
    from private.class_dates where class_id = ${class_id} and class_date = ${class_date}`;
  return row;
};

describe('what is booked', () => {
  it('is cancelled with a date or a closure, and not brought back', async () => {
    const { gym, class_id, day, next, a, b } = await scene();
    const change = await on.change(gym, { class_id, class_date: MONDAY });
    expect(await on.statuses(day, [a, b])).toBe('cancelled cancelled');
    expect(await on.statuses(next, [a, b])).toBe('booked waiting');
    await under.admin`delete from class_changes where id = ${change}`;
    expect(await on.statuses(day, [a, b])).toBe('cancelled cancelled');
    expect(await on.book(day, b, BEFORE)).toBe('booked 3');
    await on.change(gym, { starts_on: '2090-11-01', ends_on: '2090-12-01' });
    expect(await on.statuses(day, [a, b])).toBe('cancelled cancelled');
    expect(await on.statuses(next, [a, b])).toBe('cancelled cancelled');
  });

  it('is not touched by who stands in, or another time of that day', async () => {
    const { gym, class_id, day, a, b } = await scene();
    const of = { class_id, class_date: MONDAY };
    await on.change(gym, { ...of, kind: 'moved', starts_at: '20:00' });
    await on.change(gym, { ...of, kind: 'substitute', instructor_id: a });
    expect(await on.statuses(day, [a, b])).toBe('booked waiting');
  });

  it('is cancelled with a class that ends, moves to another weekday or is taken away', async () => {
    for (
      const set of [{ ends_on: '2090-11-01' }, { weekday: 2 }, { deleted_at: '2026-01-01' }]
    ) {
      const { class_id, day, next, a, b } = await scene();
      await under.admin`update classes set ${under.admin(set)} where id = ${class_id}`;
      expect(await on.statuses(day, [a, b])).toBe('cancelled cancelled');
      expect(await on.statuses(next, [a, b])).toBe('cancelled cancelled');
    }
  });

  it('goes along when a class is split, and follows what becomes of it', async () => {
    const { gym, class_id, day, next, a, b } = await scene();
    const manager = await on.member(gym, 'MANAGER');
    const [{ subject }] = await under.admin`select subject from users where id = ${manager}` as [
      { subject: string },
    ];
    const [split] = await under.door.asCaller({ sub: subject }).execute<{ id: string }>(
      `select id from private.split_class('${class_id}', '${NEXT}')`,
    );
    const moved = { ...next, class_id: split!.id };
    expect(await on.statuses(day, [a, b])).toBe('booked waiting');
    expect(await on.statuses(next, [a, b])).toBe('- -');
    expect(await on.statuses(moved, [a, b])).toBe('booked waiting');
    expect(await counted(moved)).toMatchObject({ seated: 1, waiting: 1, last_place: 2 });
    expect(await on.cancel(moved, a, BEFORE)).toBe('cancelled 1');
    expect(await on.statuses(moved, [a, b])).toBe('cancelled booked');
    await under.admin`update classes set weekday = 3 where id = ${split!.id}`;
    expect(await on.statuses(moved, [a, b])).toBe('cancelled cancelled');
    expect(await on.statuses(day, [a, b])).toBe('booked waiting');
  });

  it('moves up when a class holds more people', async () => {
    const { class_id, day, next, a, b } = await scene();
    await under.admin`update classes set capacity = 2 where id = ${class_id}`;
    expect(await on.statuses(day, [a, b])).toBe('booked booked');
    await under.admin`update classes set capacity = 1 where id = ${class_id}`;
    expect(await on.statuses(next, [a, b])).toBe('booked booked');
  });

  it('is cancelled for who leaves or is turned out, and the next in line has the place', async () => {
    for (
      const left of [{ left_at: '2026-01-01' }, { approved_at: null, denied_at: '2026-01-01' }]
    ) {
      const { day, next, a, b } = await scene();
      await under.admin`update memberships set ${under.admin(left)} where user_id = ${a}`;
      expect(await on.statuses(day, [a, b])).toBe('cancelled booked');
      expect(await on.statuses(next, [a, b])).toBe('cancelled booked');
      expect(await counted(day)).toEqual({ seated: 1, waiting: 0, offered: 0, last_place: 2 });
    }
  });

  it('is cancelled with an erasure, which leaves attendance without who and why', async () => {
    const { class_id, day, a, b } = await scene();
    const past = { class_id, class_date: '2026-11-16' };
    const override = { staff: true, by: b, reason: 'A guest' };
    expect(await on.checkIn(past, a, '2026-11-16T12:00:00Z', override)).toBe('present 1');
    await under.admin`select * from private.erase_user(${a}, now())`;
    expect(await on.statuses(day, [a, b])).toBe('cancelled booked');
    expect(await on.row(past, a)).toMatchObject({
      ...{ status: 'present', override_reason: null, checked_in_by: null },
    });
  });

  it('of a class that is no more is cancelled by the job, however long ago it was', async () => {
    const { gym, class_id } = await on.held({ bookable_from_hours: 48 });
    const day = { class_id, class_date: '2020-01-06' };
    const person = await on.member(gym);
    expect(await on.book(day, person, '2020-01-06T12:00:00Z')).toBe('booked 1');
    await under.admin`update classes set deleted_at = now() where id = ${class_id}`;
    expect(await on.statuses(day, [person])).toBe('booked');
    await on.tend(new Date().toISOString());
    expect(await on.statuses(day, [person])).toBe('cancelled');
  });

  it('leaves the feed of who left without the classes of the gym', async () => {
    const { gym, class_id, a } = await scene();
    await under.admin`insert into calendar_links (user_id, token_hash)
      values (${a}, encode(sha256('secret of a'), 'hex'))`;
    const feed = async () => {
      const [row] = await under.admin`
        select private.calendar_feed('secret of a', '2090-11-01', '2090-11-30') -> 'classes' as it`;
      return row!.it.map(({ id }: { id: string }) => id);
    };
    expect(await feed()).toEqual([class_id]);
    await under.admin`update memberships set left_at = now() where gym_id = ${gym}`;
    expect(await feed()).toEqual([]);
  });
});
