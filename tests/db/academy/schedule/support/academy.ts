import type postgres from 'postgres';

/** What a class of the tests has unless they say otherwise: Mondays from six to half past seven. */
const usual = {
  weekday: 1,
  starts_at: '18:00',
  ends_at: '19:30',
  starts_on: '2015-01-01',
  modality: 'Jiu-jitsu',
};

export type ClassColumns = Partial<typeof usual> & {
  ends_on?: string;
  instructor_id?: string | null;
  capacity?: number;
};

/** One occurrence as SQL tells it, instants in UTC. */
export interface Occurrence {
  class_id: string;
  class_date: string;
  starts_at: string;
  ends_at: string;
  instructor_id: string | null;
  status: string;
  reason: string | null;
}

/** Sets scenes on a schedule, past row security, and looks at what comes of them. */
export function academy(sql: () => postgres.Sql) {
  const idOf = ([row]: readonly postgres.Row[]): string => row!.id;
  let people = 0;
  return {
    person: async (first_name = 'Someone') =>
      idOf(
        await sql()`insert into users ${
          sql()({ subject: `person ${++people}`, provider: 'clerk', source: 'token', first_name })
        } returning id`,
      ),
    gym: async (timezone: string) =>
      idOf(await sql()`insert into gyms ${sql()({ name: timezone, timezone })} returning id`),
    weekly: async (gym: string, columns: ClassColumns = {}) =>
      idOf(
        await sql()`insert into classes ${sql()({ ...usual, ...columns, gym_id: gym })}
          returning id`,
      ),
    change: async (gym: string, columns: Record<string, unknown>) =>
      idOf(
        await sql()`insert into class_changes ${
          sql()({ kind: 'cancelled', ...columns, gym_id: gym } as Record<string, string>)
        } returning id`,
      ),
    occurrences: (gym: string, first: string, last: string) =>
      sql()<Occurrence[]>`
        select class_id, class_date::text, ${utc(sql(), 'starts_at')}, ${utc(sql(), 'ends_at')},
          instructor_id, status, reason
        from private.occurrences(${gym}, ${first}, ${last})`,
  };
}

const utc = (sql: postgres.Sql, column: string) =>
  sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${sql(column)}`;
