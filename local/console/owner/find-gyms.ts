import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';

export interface ShownGym extends Record<string, unknown> {
  id: string;
  name: string;
  timezone: string;
  /** The first who manages it: whose eyes the page looks with. */
  manager_id: string | null;
}

/** The gyms of the stack, those with the most members first. */
export const listGyms = async (db: SystemDatabase): Promise<ShownGym[]> => [
  ...await db.execute<ShownGym>(sql`
    select g.id, g.name, g.timezone, (
      select m.user_id from memberships m join users u on u.id = m.user_id
      where m.gym_id = g.id and m.in_effect and m.role = 'MANAGER' and u.subject is not null
        and u.deleted_at is null
      order by m.approved_at, m.id limit 1
    ) as manager_id
    from gyms g
    order by (select count(*) from memberships m where m.gym_id = g.id and m.in_effect) desc, g.id
    limit 100`),
];
