import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { findPostgresError } from '../../../../src/db/violation.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { academy, type ClassColumns } from './support/academy.ts';

const under = useDoor({ poolSize: 10 });
const at = academy(() => under.admin);

const clash = { code: '23P01', constraint_name: 'classes_instructor_overlap' };

let gym = '';
let teacher = '';
let other = '';
beforeEach(async () => {
  gym = await at.gym('Europe/Lisbon');
  teacher = await at.person();
  other = await at.person();
});

/** Another class of the teacher. */
const also = (columns: ClassColumns = {}) => at.weekly(gym, { instructor_id: teacher, ...columns });

describe('one instructor', () => {
  beforeEach(() => also());

  it.each<[string, ClassColumns]>([
    ['at the same time', {}],
    ['in its last minute', { starts_at: '19:29', ends_at: '20:00' }],
    ['around it', { starts_at: '17:00', ends_at: '21:00' }],
    ['on one day years ahead', { starts_on: '2031-06-02', ends_on: '2031-06-02' }],
    ['from years ahead on', { starts_on: '2031-06-02' }],
    ['before it began', { starts_on: '2000-01-01', ends_on: '2015-01-05' }],
    ['from the night before', { weekday: 7, starts_at: '23:00', ends_at: '00:30' }],
  ])('has no other class %s', async (_when, columns) => {
    if (columns.weekday === 7) await also({ weekday: 1, starts_at: '00:15', ends_at: '01:00' });
    await expect(also(columns)).rejects.toMatchObject(clash);
  });

  it.each<[string, ClassColumns]>([
    ['behind it', { starts_at: '19:30', ends_at: '21:00' }],
    ['before it', { starts_at: '16:30', ends_at: '18:00' }],
    ['on another day', { weekday: 2 }],
    ['over before it began', { starts_on: '2000-01-01', ends_on: '2015-01-04' }],
  ])('may have another class %s', async (_when, columns) => {
    await also(columns);
  });

  it('has no other class behind a closure', async () => {
    await at.change(gym, { starts_on: '2026-11-01', ends_on: '2027-01-31' });
    await expect(also({ starts_on: '2026-11-02' })).rejects.toMatchObject(clash);
    await also({ starts_on: '2026-11-02', ends_on: '2027-01-31' });
  });

  it('is looked at in one gym at a time', async () => {
    const elsewhere = await at.gym('Europe/Lisbon');
    await at.weekly(elsewhere, { instructor_id: teacher });
  });
});

describe('a change of dates', () => {
  const date = '2026-11-23';
  let theirs = '';
  let later = '';
  beforeEach(async () => {
    theirs = await also();
    later = await at.weekly(gym, { instructor_id: other, starts_at: '20:00', ends_at: '21:00' });
  });

  it('does not move a class into another of its instructor', async () => {
    await at.weekly(gym, { instructor_id: other, starts_at: '08:00', ends_at: '09:00' });
    const moved = { class_id: later, class_date: date, kind: 'moved' };
    await expect(at.change(gym, { ...moved, starts_at: '08:30' })).rejects.toMatchObject(clash);
    await at.change(gym, { ...moved, starts_at: '09:00' });
  });

  it('names no substitute who teaches then', async () => {
    const at19 = { instructor_id: other, starts_at: '19:00', ends_at: '19:45' };
    await at.weekly(gym, { ...at19, starts_on: date, ends_on: date });
    const substitute = { class_id: theirs, kind: 'substitute', instructor_id: other };
    await expect(at.change(gym, { ...substitute, class_date: date })).rejects.toMatchObject(clash);
    await at.change(gym, { ...substitute, class_date: '2026-11-30' });
  });

  it('makes room by a cancellation, which then cannot be taken back', async () => {
    const cancelled = await at.change(gym, { class_id: theirs, class_date: date });
    await also({ starts_on: date, ends_on: date });
    await expect(under.admin`delete from class_changes where id = ${cancelled}`).rejects
      .toMatchObject(clash);
  });

  it('makes room by a closure, which then cannot be taken back', async () => {
    const closed = { starts_on: '2026-11-01', ends_on: '2026-11-30' };
    const closure = await at.change(gym, closed);
    // Nothing can be held while it lasts, so nothing is held twice.
    await also({ starts_on: date, ends_on: date });
    await expect(under.admin`delete from class_changes where id = ${closure}`).rejects
      .toMatchObject(clash);
  });

  it('counts when the class itself is changed', async () => {
    await at.change(gym, {
      ...{ class_id: theirs, class_date: date, kind: 'substitute', instructor_id: other },
    });
    await expect(
      under.admin`update classes set starts_at = '19:00', ends_at = '20:30' where id = ${theirs}`,
    ).rejects.toMatchObject(clash);
  });
});

describe('writers at the same time', () => {
  const insertWeekly = (gym: string, teacher: string) =>
    sql`insert into classes (gym_id, instructor_id, weekday, starts_at, ends_at, starts_on, modality)
      values (${gym}, ${teacher}, 1, '18:00', '19:30', '2026-01-01', 'Judo')`;

  it('are one who gets the time, of twenty', async () => {
    const db = under.door.asSystem('race');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => db.execute(insertWeekly(gym, teacher))),
    );
    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? [findPostgresError(result.reason)] : []
    );
    expect(refusals).toHaveLength(19);
    for (const refusal of refusals) expect(refusal).toMatchObject(clash);
  });

  it('wait for each other: a weekly class and a substitute for a date', async () => {
    const theirs = await at.weekly(gym, { instructor_id: other });
    const db = under.door.asSystem('race');
    let second: Promise<unknown> = Promise.resolve();
    let settled = false;
    await db.transaction(async (tx) => {
      await tx.execute(insertWeekly(gym, teacher));
      second = db.execute(
        sql`insert into class_changes (gym_id, class_id, class_date, kind, instructor_id)
          values (${gym}, ${theirs}, '2026-11-23', 'substitute', ${teacher})`,
      ).finally(() => settled = true);
      second.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(settled).toBe(false);
    });
    expect(findPostgresError(await second.catch((error) => error))).toMatchObject(clash);
  });
});
