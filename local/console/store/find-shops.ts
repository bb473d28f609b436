import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';

export interface ShownShop extends Record<string, unknown> {
  id: string;
  domain: string;
  gym: string;
  state: string;
  currency: string;
  timezone: string;
  /** The first who manages the gym: whose eyes the page looks with. */
  manager_id: string | null;
}

/** The shops of all gyms, connected or not. */
export const listShops = async (db: SystemDatabase): Promise<ShownShop[]> => [
  ...await db.execute<ShownShop>(sql`
    select s.id, s.domain, g.name as gym, s.state, s.currency, s.timezone, (
      select m.user_id from memberships m join users u on u.id = m.user_id
      where m.gym_id = g.id and m.in_effect and m.role = 'MANAGER' and u.subject is not null
        and u.deleted_at is null
      order by m.approved_at, m.id limit 1
    ) as manager_id
    from shops s join gyms g on g.id = s.gym_id
    where s.deleted_at is null
    order by s.domain, s.id`),
];
