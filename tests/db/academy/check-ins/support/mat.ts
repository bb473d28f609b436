import type postgres from 'postgres';
import { academy, type ClassColumns } from '../../schedule/support/academy.ts';

/** What a command came to: a refusal, with when to try again, or the status and place. */
export type Outcome = string;

type Day = { class_id: string; class_date: string };

interface Presence {
  made?: string;
  received?: string;
  by?: string | null;
  staff?: boolean;
  reason?: string | null;
}

type Booking = { bookable_from_hours?: number; cancel_until_minutes?: number };

/**
 * Plays what happens on dates of classes, at times it is told, as the system: by the functions that
 * ask nobody who they are. A class is on Mondays from 18:00 to 19:30 in UTC.
 */
export function mat(sql: () => postgres.Sql) {
  const at = academy(sql);
  const told = ([row]: readonly postgres.Row[]): Outcome =>
    row!.refusal
      ? [row!.refusal, row!.retry_at?.toISOString()].filter(Boolean).join(' ')
      : `${row!.status} ${row!.place}`;
  const checkInOf = async (day: Day, person: string) => {
    const [row] = await sql()<{ id: string }[]>`select id from check_ins
      where class_id = ${day.class_id} and class_date = ${day.class_date} and user_id = ${person}`;
    return row!.id;
  };
  const member = async (gym: string, role = 'STUDENT') => {
    const person = await at.person();
    await sql()`insert into memberships ${
      sql()({ user_id: person, gym_id: gym, role, approved_at: '2020-01-01' })
    }`;
    return person;
  };
  return {
    ...at,
    member,
    members: (gym: string, count: number) =>
      Promise.all(Array.from({ length: count }, () => member(gym))),
    /** A class of a gym of its own, unless it is told which; for its bookings see `classes`. */
    held: async (columns: ClassColumns & Booking = {}, gym?: string) => {
      const gym_id = gym ?? await at.gym('UTC');
      const class_id = await at.weekly(gym_id, columns as ClassColumns);
      return { gym: gym_id, class_id, class_date: '2026-11-23' };
    },
    book: async (day: Day, person: string, when: string) =>
      told(
        await sql()`select refusal, retry_at, (check_in).* from private.book_person(
          ${day.class_id}, ${day.class_date}, ${person}, ${when})`,
      ),
    checkIn: async (
      day: Day,
      person: string,
      when: string,
      { received = when, by = person, staff = false, reason = null }: Presence = {},
    ) =>
      told(
        await sql()`select refusal, retry_at, (check_in).* from private.check_in_person(
          ${day.class_id}, ${day.class_date}, ${person}, ${when}, ${received}, ${by}, ${staff},
          ${reason})`,
      ),
    cancel: async (day: Day, person: string, when: string, staff = false) =>
      told(
        await sql()`select refusal, null as retry_at, (check_in).* from private.cancel_for_person(
          ${await checkInOf(day, person)}, ${when}, ${staff}, null)`,
      ),
    answer: async (day: Day, person: string, accepts: boolean, when: string) =>
      told(
        await sql()`select refusal, null as retry_at, (check_in).* from private.answer_for_person(
          ${await checkInOf(day, person)}, ${accepts}, ${when})`,
      ),
    tend: async (when: string): Promise<number> => {
      const [row] = await sql()`select private.tend_class_dates(${when}, 100) as done`;
      return row!.done;
    },
    /** The statuses of people on a date; `-` for who was never there. */
    statuses: async (day: Day, people: string[]) => {
      const rows = await sql()<{ user_id: string; status: string }[]>`
        select user_id, status from check_ins
        where class_id = ${day.class_id} and class_date = ${day.class_date}`;
      return people.map((person) => rows.find((row) => row.user_id === person)?.status ?? '-')
        .join(' ');
    },
    row: async (day: Day, person: string) => {
      const [row] = await sql()`select * from check_ins where id = ${await checkInOf(day, person)}`;
      return row!;
    },
  };
}
