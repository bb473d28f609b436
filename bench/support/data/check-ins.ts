import type { Sql } from 'postgres';
import { bulkLoad, inTurn, type OnProgress } from './bulk-load.ts';

/** A gym with this many check-ins, and who reads them. */
export interface Gym {
  id: string;
  size: number;
  /** Subjects and ids of its instructor, of a student, and of a child with its guardian. */
  instructor: string;
  student: string;
  student_id: string;
  guardian: string;
  child_id: string;
}

/** What each member has: one every third day, for about two years. */
const EACH = 250;
const OTHERS = 50;

/**
 * Fills a database with `total` check-ins: the gyms' whose sizes are told first, then those of others.
 * Each gym has four classes a day, and two members for every 500 check-ins, but no fewer than two:
 * a student and a child.
 *
 * @param admin a superuser
 */
export async function fillWithCheckIns(
  admin: Sql,
  sizes: readonly number[],
  total: number,
  onProgress: OnProgress,
): Promise<Gym[]> {
  const rest = total - sizes.reduce((sum, size) => sum + size, 0);
  const gyms = [...sizes, ...Array.from({ length: OTHERS }, () => Math.floor(rest / OTHERS))]
    .map((size, nth) => ({ name: `gym ${nth}`, size }));
  await admin`create schema bench`;
  await admin`create table bench.gym (id uuid default gen_random_uuid(), name text, size int)`;
  await admin`insert into bench.gym ${admin(gyms)}`;
  await inTurn(
    await bulkLoad(admin, { tables: ['check_ins'], rows: [PEOPLE, CHECK_INS] }),
    onProgress,
  );
  return [
    ...await admin<Gym[]>`
      select g.id, g.size, g.name || ' instructor' as instructor, s.subject as student,
        s.id as student_id, g.name || ' guardian' as guardian, c.id as child_id
      from bench.gym g
      join bench.member s on s.gym_id = g.id and s.nth = 0
      join bench.member c on c.gym_id = g.id and c.nth = 1
      where g.size = any (${[...sizes]}) order by g.size`,
  ];
}

const PEOPLE = `
  insert into gyms (id, name) select id, name from bench.gym;
  create table bench.member as
    select gen_random_uuid() as id, g.id as gym_id, nth, g.name || ' ' || nth as subject
    from bench.gym g, generate_series(0, greatest(2, g.size / ${EACH}) - 1) nth;
  insert into users (id, subject, provider, source, first_name, birth_date)
    select id, case when nth <> 1 then subject end, case when nth <> 1 then 'supabase' end, 'import',
      subject, case when nth = 1 then current_date - 3650 else '1990-01-01' end from bench.member;
  insert into users (subject, provider, source)
    select name || ' ' || role, 'supabase', 'import'
    from bench.gym, unnest(array['instructor', 'guardian']) role;
  insert into memberships (user_id, gym_id, approved_at)
    select id, gym_id, now() - interval '1000 days' from bench.member;
  insert into memberships (user_id, gym_id, role, approved_at)
    select u.id, g.id, 'INSTRUCTOR', now() from bench.gym g
    join users u on u.subject = g.name || ' instructor';
  insert into guardianships (guardian_id, dependent_id, relation)
    select u.id, m.id, 'parent' from bench.gym g
    join users u on u.subject = g.name || ' guardian'
    join bench.member m on m.gym_id = g.id and m.nth = 1;
  insert into classes (gym_id, weekday, starts_at, ends_at, starts_on, modality)
    select g.id, day, make_time(8 + 3 * slot, 0, 0), make_time(9 + 3 * slot, 0, 0),
      current_date - 1000, 'Jiu-jitsu'
    from bench.gym g, generate_series(1, 7) day, generate_series(0, 3) slot`;

/** In the order of time, as they come in. */
const CHECK_INS = `
  insert into check_ins (user_id, class_id, gym_id, class_date, status, place, arrived, made_at,
    received_at, checked_in_by)
  select m.id, c.id, m.gym_id, day.date, 'present', 1, true, day.date + c.starts_at,
    day.date + c.starts_at, m.id
  from generate_series(${EACH} - 1, 0, -1) n
  cross join bench.member m
  cross join lateral (select current_date - 1 - (n * 3 + m.nth % 3)::int as date) day
  join classes c on c.gym_id = m.gym_id and c.weekday = extract(isodow from day.date)
    and c.starts_at = make_time(8 + 3 * (m.nth % 4), 0, 0);
  insert into private.class_dates (class_id, gym_id, class_date, seated, last_place)
    select class_id, gym_id, class_date, count(*), count(*) from check_ins group by 1, 2, 3`;
