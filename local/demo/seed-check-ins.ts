import type postgres from 'postgres';
import type { Days } from './days.ts';
import type { Regular } from './regulars.ts';

/** What a month is. */
const SINCE = -35;

/**
 * A month of classes as it was, and what is booked for the week to come: for every date of a class
 * that took place, chance says who of its regulars came, in which order, and who took a booking
 * back or did not come. Whom a full class had no place for waited in vain; in one to come they wait.
 */
export async function seedCheckIns(
  tx: postgres.TransactionSql,
  days: Days,
  regulars: readonly Regular[],
): Promise<void> {
  await tx`
    with regulars as (
      select * from jsonb_to_recordset(${
    tx.json(regulars.map((regular) => ({ ...regular })))
  }) as r (
        user_id uuid, class_id uuid, rate real, until date, books boolean, by uuid
      )
    ), dates as materialized (
      select o.class_id, o.class_date, o.starts_at, o.ends_at, o.capacity, c.gym_id,
        o.starts_at > now() as ahead,
        o.starts_at - make_interval(hours => c.bookable_from_hours) as bookable_from
      from gyms g
      cross join lateral private.occurrences(
        g.id, ${days.date(SINCE)}, ${days.date(8)}
      ) o
      join classes c on c.id = o.class_id
      where o.status <> 'cancelled'
    ), tried as (
      select d.*, r.user_id, r.by, r.rate, chance.fell,
        (hashtextextended(r.user_id::text || d.class_id || d.class_date || 'when', 0) & 1023) / 1024.0 as at
      from regulars r
      join dates d on d.class_id = r.class_id
      cross join lateral (
        select (hashtextextended(r.user_id::text || d.class_id || d.class_date, 0) & 1023) / 1024.0 as fell
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
      case when status = 'present' and by <> user_id and fell > rate - 0.02 then 'Phone was flat' end,
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
}
