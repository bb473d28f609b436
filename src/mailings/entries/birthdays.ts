import { type SQL, sql } from 'drizzle-orm';
import type { Span } from './span.ts';

/**
 * Birthdays of members who are customers, or so many days before: it happens when that day begins where
 * the customer is. Who was born on 29 February has it on the 28th in other years. The key is the year of
 * the birthday, so that moving to another zone brings no second one.
 */
export const birthdays = (days_before: number, { shop_id, after, until }: Span): SQL =>
  sql`select c.id as customer_id, 'birthday:' || extract(year from d.birthday) as key,
      private.instant_of(d.day::timestamp, private.customer_zone(c.timezone, u.timezone, s.timezone))
        as happened_at,
      '{}'::jsonb as details
    from public.shops s
    cross join lateral (
      select each::date as day, each::date + ${days_before}::integer as birthday
      from generate_series(
        -- No zone is further off than a day.
        ${day(after, -1)}::timestamp, ${day(until, 1)}::timestamp, interval '1 day'
      ) each
    ) d
    cross join lateral (
      values (to_char(d.birthday, 'MM-DD')), (
        case when to_char(d.birthday, 'MM-DD') = '02-28' and to_char(d.birthday + 1, 'DD') = '01'
          then '02-29' end
      )
    ) born (birth_day)
    join public.users u on u.birth_day = born.birth_day and u.deleted_at is null
    join public.memberships m on m.user_id = u.id and m.gym_id = s.gym_id and m.in_effect
    join public.customers c on c.user_id = u.id and c.shop_id = s.id
    where s.id = ${shop_id}`;

const DAY = 86_400_000;
const day = (moment: Date, more: number): string =>
  new Date(moment.getTime() + more * DAY).toISOString().slice(0, 10);
