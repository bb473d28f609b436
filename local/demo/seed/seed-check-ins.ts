import type postgres from 'postgres';
import type { Days } from '../days.ts';
import type { Regular } from '../regulars.ts';

/** What a month is. */
const SINCE = -35;

/**
 * A month of classes as it was, and what is booked for the week to come: for every date of a class
 * that took place, chance says who of its regulars came, in which order, and who took a booking
 * back or did not come. Whom a full class had no place for waited in vain; in one to come they wait.
 * What staff did for others is in the trail.
 */
export async function seedCheckIns(
  tx: postgres.TransactionSql,
  days: Days,
  regulars: readonly Regular[],
): Promise<void> {
  const given = tx.json(regulars.map((regular) => ({ ...regular })));
  await tx`
    with regulars as (
      select * from jsonb_to_recordset(${given}) as r (
        user_id uuid, class_id uuid, rate real, until date, books boolean, by uuid, excuse text
      )
    ), dates as materialized (
      select o.class_id, o.class_date, o.starts_at, o.ends_at, o.capacity, c.gym_id,
        o.starts_at > now() as ahead,
        o.starts_at - make_interval(hours => c.bookable_from_hours) as bookable_from
      from gyms g
      cross join lateral private.occurrences(g.id, ${days.date(SINCE)}, ${days.date(8)}) o
      join classes c on c.id = o.class_id
      where o.status <> 'cancelled'
    ), tried as (
      select d.*, r.user_id, r.by, r.rate, r.excuse, chance.fell, chance.at
      from regulars r
      join dates d on d.class_id = r.class_id
      cross join lateral (
        select hashtextextended(r.user_id::text || d.class_id || d.class_date, 0) as hash
      ) mixed
      cross join lateral (
        select (hash & 1023) / 1024.0 as fell, (hash >> 10 & 1023) / 1024.0 as at
      ) chance
      where chance.fell < r.rate and coalesce(d.class_date <= r.until, true)
        and (not d.ahead or r.books and d.bookable_from < now())
    ), made as (
      select t.*, t.bookable_from is not null and t.fell < 0.04 as gave_up, case
          when t.ahead then t.bookable_from + t.at * (now() - t.bookable_from)
          else least(t.starts_at - t.at * interval '25 minutes', now())
        end as made_at
      from tried t
    ), placed as (
      select *, row_number() over arrival as place,
        count(*) filter (where not gave_up) over arrival as seat
      from made
      window arrival as (partition by class_id, class_date order by made_at, user_id)
    )
    insert into check_ins (
      user_id, class_id, gym_id, class_date, status, place, arrived, made_at, received_at,
      checked_in_by, override_reason, created_at
    )
    select user_id, class_id, gym_id, class_date, status, place, status = 'present', made_at, made_at,
      case when status = 'present' then by end,
      case when status = 'present' and fell > rate - 0.05 then excuse end,
      made_at
    from placed
    cross join lateral (
      select case
        when gave_up then 'cancelled'
        when seat > capacity then case when ahead then 'waiting' else 'cancelled' end
        when ahead then 'booked'
        when bookable_from is not null and fell between 0.04 and 0.09 then 'no_show'
        else 'present'
      end as status
    ) became`;
  await tx`
    insert into audit_events (gym_id, actor_id, subject_id, action, details, created_at)
    select c.gym_id, c.checked_in_by, c.user_id,
      case when c.override_reason is null then 'checked_in_by_staff' else 'overridden' end,
      jsonb_build_object(
        'class_id', c.class_id, 'class_date', c.class_date, 'status', c.status,
        'reason', c.override_reason
      ),
      c.made_at
    from check_ins c
    join memberships m on m.gym_id = c.gym_id and m.user_id = c.checked_in_by
    where m.role <> 'STUDENT' and c.user_id <> c.checked_in_by`;
}
