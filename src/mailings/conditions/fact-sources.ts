import { type SQL, sql } from 'drizzle-orm';

/**
 * Where facts about a customer `c` of the shop `h` stand beyond their own row. Each is joined only where
 * a condition asks for it, and gives one row at most.
 */
export const sources = {
  stats: () =>
    sql`left join public.customer_stats s on s.customer_id = c.id and s.shop_id = c.shop_id`,
  membership: () =>
    sql`left join public.memberships m
      on m.user_id = c.user_id and m.gym_id = h.gym_id and m.in_effect`,
  // By the gym's calendar, as attendance counts days.
  training: (at: SQL) =>
    sql`left join lateral (
      select (${at} at time zone g.timezone)::date - (
        select max(k.class_date) from public.check_ins k
        where k.user_id = c.user_id and k.gym_id = h.gym_id and k.status = 'present'
      ) as days_away
      from public.gyms g where g.id = h.gym_id and c.user_id is not null
    ) t on true`,
} as const;

export type FactSource = keyof typeof sources;
