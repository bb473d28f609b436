-- What is to become of an automation's message to each of some customers at an instant: `refused`, with the
-- first reason; `held_out`; `rescheduled`, with why and until when; or `to_send`. The one place where that
-- is decided: when a message is planned, when it is claimed, and in a dry run. Who would be refused is in
-- neither group of a hold-out.
--
-- The cap counts what was handed over within the last days, to the instant; a message beyond it waits until
-- the oldest that is counted falls out, and then for the next time at which it may be sent.
create or replace function private.message_verdicts(
  shop uuid, automation uuid, channel public.message_channel, topic text, template_version uuid,
  quiet_from time, quiet_until time, send_days smallint[], hold_out_percent integer,
  at timestamptz, customers uuid[], running boolean default null
) returns table (customer_id uuid, outcome text, reason text, scheduled_for timestamptz)
language plpgsql stable rows 100 set search_path = '' as $$
declare
  stopped constant boolean := private.is_mailing_stopped(shop, automation, running);
  most integer;
  span interval;
begin
  select c.most, c.span into most, span from private.mailing_cap(shop) c;
  return query
  with judged as materialized (
    select r.customer_id, r.reason, r.zone,
      hold_out_percent > 0 and r.reason is null
        and private.is_held_out(automation, r.customer_id, hold_out_percent) as held,
      -- When there is room under the cap: once the one that is too many falls out; null while there is.
      (
        select h.at + span from unnest(k.handed_over) h (at)
        where h.at > message_verdicts.at - span
        order by h.at desc offset most - 1 limit 1
      ) as room
    from private.refusals_of(shop, stopped, channel, topic, template_version, at, customers) r
    left join private.mailing_contacts k on k.customer_id = r.customer_id and k.shop_id = shop
  ), clocks as materialized (
    -- By each clock once, however many live by it: that is what takes long.
    select z.zone, private.next_sending_time(at, z.zone, quiet_from, quiet_until, send_days) as next,
      case
        when private.mailing_quiet_end(at, z.zone, quiet_from, quiet_until) is not null
          then 'quiet_hours'
        when private.next_sending_time(at, z.zone, null, null, send_days) > at then 'send_window'
        else 'cap'
      end as hindrance
    from (select distinct j.zone from judged j where j.reason is null) z
  )
  select j.customer_id,
    case
      when j.reason is not null then 'refused'
      when j.held then 'held_out'
      when free.next > at then 'rescheduled'
      else 'to_send'
    end,
    case
      when j.reason is not null then j.reason
      when free.next > at then c.hindrance
    end,
    free.next
  from judged j
  left join clocks c on c.zone = j.zone
  cross join lateral (
    select case
      when j.reason is not null or j.held then at
      when j.room > at
        then private.next_sending_time(j.room, j.zone, quiet_from, quiet_until, send_days)
      else c.next
    end
  ) free (next);
end
$$;
revoke execute on function private.message_verdicts(
  uuid, uuid, public.message_channel, text, uuid, time, time, smallint[], integer, timestamptz, uuid[],
  boolean
) from public;
grant execute on function private.message_verdicts(
  uuid, uuid, public.message_channel, text, uuid, time, time, smallint[], integer, timestamptz, uuid[],
  boolean
) to service_role;
