import postgres from 'postgres';
import type { Claims } from '../../src/caller.ts';
import type { CallerContext } from '../../src/db/context.ts';
import { openDoors } from '../../testkit/door/doors.ts';
import type { Resources } from '../resources.ts';
import { openOneFlight } from './one-flight.ts';

/** How many connections each side has. */
export const POOL = 10;
/** Nobody is to be turned away: the line of the door is as long as it must be. */
const PATIENCE_MS = 60_000;

/** One date of a class, in its window now. */
export interface ClassNow {
  class_id: string;
  class_date: string;
}

/** A member, as a verb is handed them. */
export type Visitor = CallerContext;

export interface GymAtRush {
  visitors: Visitor[];
  /** Another class that has just begun. */
  begin(capacity: number): Promise<ClassNow>;
  /** How many of a class are in which state. */
  statuses(day: ClassNow): Promise<Record<string, number>>;
  /** A row like a check-in's into a table with its columns, bounds and indexes and nothing else. */
  bareInsert(day: ClassNow, visitor: Visitor): Promise<unknown>;
}

/** A gym with so many members, each behind the caller's door. */
export async function gymAtRush(resources: Resources, members: number): Promise<GymAtRush> {
  const database = await resources.database();
  const door = openDoors(database, { poolSize: POOL, acquireTimeoutMs: PATIENCE_MS });
  resources.onClose(door.end);
  const bare = openOneFlight(database.url, POOL);
  resources.onClose(() => bare.end({ timeout: 1 }));
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  resources.onClose(() => owner.end({ timeout: 1 }));

  await owner`create table bare_check_ins (like check_ins including all)`;
  const [gym] = await owner<{ id: string }[]>`
    insert into gyms (name, timezone) values ('Rush', 'UTC') returning id`;
  const people = await owner<{ id: string; subject: string }[]>`
    insert into users (subject, provider, source)
    select 'rush_' || n, 'clerk', 'import' from generate_series(1, ${members}) n
    returning id, subject`;
  await owner`
    insert into memberships (user_id, gym_id, approved_at)
    select u.id, ${gym!.id}, now() from users u`;
  await owner`analyze`;

  return {
    visitors: people.map(({ id, subject }) => {
      const claims: Claims = { sub: subject, role: 'authenticated' };
      return {
        caller: { userId: id, subject, provider: 'clerk', claims },
        db: door.asCaller(claims),
      };
    }),
    async begin(capacity) {
      const begun = new Date(Date.now() - 5 * 60_000);
      const class_date = begun.toISOString().slice(0, 10);
      const clock = (hours: number) =>
        new Date(begun.getTime() + hours * 3_600_000).toISOString().slice(11, 16);
      const [made] = await owner<{ id: string }[]>`insert into classes ${
        owner({
          ...{ gym_id: gym!.id, modality: 'Rush', capacity, starts_on: class_date },
          ...{ weekday: begun.getUTCDay() || 7, starts_at: clock(0), ends_at: clock(2) },
        })
      } returning id`;
      return { class_id: made!.id, class_date };
    },
    async statuses({ class_id, class_date }) {
      const rows = await owner<{ status: string; count: number }[]>`
        select status, count(*)::int from check_ins
        where class_id = ${class_id} and class_date = ${class_date} group by status`;
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },
    bareInsert: async ({ class_id, class_date }, { caller: { userId } }) =>
      await bare`
        insert into bare_check_ins (
          user_id, class_id, gym_id, class_date, status, place, arrived, made_at, received_at,
          checked_in_by
        )
        values (
          ${userId}, ${class_id}, ${gym!.id}, ${class_date}, 'present', 1, true, now(), now(),
          ${userId}
        ) returning *`,
  };
}
