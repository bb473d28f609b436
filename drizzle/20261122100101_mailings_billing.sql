set local check_function_bodies = off;
--> statement-breakpoint
drop function if exists private.check_in_person(uuid, date, uuid, timestamp with time zone, timestamp with time zone, uuid, boolean, text);
--> statement-breakpoint
drop function if exists private.settle_class_date(uuid, date, timestamp with time zone);
--> statement-breakpoint
-- Does what time has decided about one date of a class by `at`, and answers how it stands then. To be
-- called by who holds the date. No row: the class does not take place on that date.
--  * Cancelled, or not taking place any more: whoever is booked, waiting or offered is cancelled.
--    Nobody missed a class that was cancelled, also not in hindsight.
--  * Over: who was booked and did not come is a no-show, or, if they were moved up too late to take
--    it back, cancelled; so is who waits.
--  * Otherwise an offer that has run out is cancelled, and free places go to who waits, in order of
--    arrival. From the start on only to who has checked in, because the others are not there. Who
--    checked in is present, others are booked, or offered the place where the gym wants that.
-- `cancel_until` is the last instant to take a booking back, `free` how many places are left, null for
-- any number; `dues` and `grace` are what the gym asks about dues, and where it asks, who may not train
-- is not moved up.
create or replace function private.settle_class_date(class uuid, on_date date, at timestamptz)
returns table (
  gym_id uuid, timezone text, status text, starts_at timestamptz, ends_at timestamptz,
  bookable_from timestamptz, cancel_until timestamptz, free integer, next_place integer,
  dues text, grace integer
)
language plpgsql volatile set search_path = '' as $$
#variable_conflict use_column
declare
  o record;
  held private.class_dates;
  chosen uuid[];
begin
  select c.gym_id, g.timezone, g.waitlist, g.dues, g.dues_grace_days, x.status, x.starts_at, x.ends_at,
    x.capacity,
    x.starts_at - make_interval(hours => c.bookable_from_hours) as bookable_from,
    x.starts_at - make_interval(mins => coalesce(c.cancel_until_minutes, 0)) as cancel_until
  into o
  from public.classes c
  join public.gyms g on g.id = c.gym_id
  left join private.occurrences(c.gym_id, on_date, on_date, c.id) x on true
  where c.id = class;
  select d.* into held from private.class_dates d
  where d.class_id = class and d.class_date = on_date;

  if held.seated + held.waiting > 0
    and (o.status is null or o.status = 'cancelled' or at > o.ends_at)
  then
    update public.check_ins x
    set offered_until = null, status = case
        when o.status <> 'cancelled' and x.status = 'booked'
          and coalesce(x.promoted_at <= o.cancel_until, true) then 'no_show'
        else 'cancelled'
      end
    where x.class_id = class and x.gym_id = o.gym_id and x.class_date = on_date
      and (x.status in ('booked', 'waiting', 'offered')
        or x.status = 'no_show' and o.status = 'cancelled');
    -- Not all of them keep their place: somebody else who was there may still have one.
    select d.* into held from private.class_dates d
    where d.class_id = class and d.class_date = on_date;
  elsif held.waiting + held.offered > 0 then
    if held.offered > 0 then
      update public.check_ins x set status = 'cancelled', offered_until = null
      where x.class_id = class and x.gym_id = o.gym_id and x.class_date = on_date
        and x.offered_until <= at;
      select d.* into held from private.class_dates d
      where d.class_id = class and d.class_date = on_date;
    end if;
    if o.dues = 'off' then
      chosen := array(
        select w.id from public.check_ins w
        where w.class_id = class and w.gym_id = o.gym_id and w.class_date = on_date
          and w.status = 'waiting' and (w.arrived or at < o.starts_at)
        order by w.place limit o.capacity - least(held.seated, o.capacity)
      );
    else
      chosen := private.who_moves_up(
        o.gym_id, class, on_date, o.dues, o.dues_grace_days, (at at time zone o.timezone)::date,
        at >= o.starts_at, o.capacity - least(held.seated, o.capacity)
      );
    end if;
    update public.check_ins x
    set promoted_at = at,
      status = case
        when x.arrived then 'present' when o.waitlist = 'hold' then 'offered' else 'booked'
      end,
      offered_until = case when o.waitlist = 'hold' and not x.arrived
        then least(at + interval '30 minutes', o.starts_at) end
    where x.id = any (chosen);
    if found then
      select d.* into held from private.class_dates d
      where d.class_id = class and d.class_date = on_date;
    end if;
  end if;

  if o.status is not null then
    return query
      select o.gym_id, o.timezone, o.status, o.starts_at, o.ends_at, o.bookable_from, o.cancel_until,
        o.capacity - coalesce(held.seated, 0), coalesce(held.last_place, 0) + 1, o.dues,
        o.dues_grace_days;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.settle_class_date(uuid, date, timestamptz) from public;
--> statement-breakpoint
revoke execute on function private.instant_of(timestamp, text) from public;
--> statement-breakpoint
grant execute on function private.instant_of(timestamp, text) to service_role;
--> statement-breakpoint
-- Has an account cover somebody from a day on; raises where another one does on a day from then on. One
-- that is over by then, a trial or a card whose days have passed, makes room. For who holds the
-- person's membership alone, so that two at once come one after another.
create or replace function private.cover_person(account uuid, gym uuid, person uuid, from_day date)
returns void
language plpgsql volatile set search_path = '' as $$
declare
  last_day constant date := (select a.ends_on from public.dues_accounts a where a.id = account);
  other record;
begin
  for other in
    select c.id, c.covered_from, (private.dues_on(a, from_day)).state
    from public.dues_coverage c join public.dues_accounts a on a.id = c.account_id
    where c.user_id = person and c.gym_id = gym
      and (c.covered_until is null or c.covered_until > from_day)
  loop
    if other.state <> 'ended' or other.covered_from >= from_day then
      raise exception 'another account covers this person'
        using errcode = 'exclusion_violation', constraint = 'dues_coverage_once';
    end if;
    update public.dues_coverage c set covered_until = from_day where c.id = other.id;
  end loop;
  insert into public.dues_coverage (account_id, gym_id, user_id, covered_from, covered_until)
  values (account, gym, person, from_day, last_day + 1);
end
$$;
--> statement-breakpoint
revoke execute on function private.cover_person(uuid, uuid, uuid, date) from public;
--> statement-breakpoint
-- The accounts that cover, or covered, the caller or a child of theirs. plpgsql, so that the planner
-- cannot inline it and policies keep using their index.
create or replace function private.covering_account_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select distinct c.account_id from public.dues_coverage c
    where c.user_id = any (private.person_ids())
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.covering_account_ids() from public;
--> statement-breakpoint
grant execute on function private.covering_account_ids() to authenticated, service_role;
--> statement-breakpoint
-- Who is no member of a gym any more is covered by none of its accounts, and one that covers nobody any
-- more is over with the day.
create or replace function private.end_dues_coverage() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  today constant date := private.dues_day(new.gym_id, now());
  held uuid;
begin
  for held in
    select a.id from public.dues_accounts a
    where a.id in (
      select c.account_id from public.dues_coverage c
      where c.user_id = new.user_id and c.gym_id = new.gym_id
        and (c.covered_until is null or c.covered_until > today)
    )
    order by a.id for no key update
  loop
    perform private.uncover_person(held, new.user_id, today);
    update public.dues_accounts a set ends_on = greatest(a.starts_on, today)
    where a.id = held and not exists (
      select from public.dues_coverage c
      where c.account_id = held and (c.covered_until is null or c.covered_until > today)
    );
    perform private.restate_dues(held, now());
  end loop;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.end_dues_coverage() from public;
--> statement-breakpoint
-- Holds people and their memberships in a gym, these alone, in the order of all who hold several: the
-- people, the memberships, then accounts. False where somebody is no member.
create or replace function private.hold_covered(gym uuid, people uuid[], payer uuid) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
  held integer;
begin
  perform from public.users u
  where (u.id = any (people) or u.id = payer) and u.deleted_at is null
  order by u.id for key share;
  perform from public.memberships m
  where m.gym_id = gym and m.user_id = any (people) and m.in_effect
  order by m.user_id for no key update;
  get diagnostics held = row_count;
  return held = cardinality(people);
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_covered(uuid, uuid[], uuid) from public;
--> statement-breakpoint
-- The accounts that the caller, or a child of theirs, pays for. plpgsql, so that the planner cannot
-- inline it and policies keep using their index.
create or replace function private.paid_account_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select a.id from public.dues_accounts a where a.payer_id = any (private.person_ids())
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.paid_account_ids() from public;
--> statement-breakpoint
grant execute on function private.paid_account_ids() to authenticated, service_role;
--> statement-breakpoint
-- Has an account cover somebody no more from a day on.
create or replace function private.uncover_person(account uuid, person uuid, from_day date)
returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from public.dues_coverage c
  where c.account_id = account and c.user_id = person and c.covered_from >= from_day;
  update public.dues_coverage c set covered_until = from_day
  where c.account_id = account and c.user_id = person
    and (c.covered_until is null or c.covered_until > from_day);
end
$$;
--> statement-breakpoint
revoke execute on function private.uncover_person(uuid, uuid, date) from public;
--> statement-breakpoint
-- How the dues of those stand who come to a class that is about to be held or was just (its date is
-- yesterday, today or tomorrow by the gym's clock), a word each, for who teaches or manages there: what
-- they owe or paid is not said. `refusal` is what check-in would answer today. Who is covered by no
-- account has no word.
create or replace function private.dues_at_class(class uuid, on_date date)
returns table (user_id uuid, state text, refusal text)
language plpgsql stable security definer set search_path = '' as $$
declare
  c record;
  today date;
begin
  select k.gym_id, g.dues, g.dues_grace_days into c
  from public.classes k join public.gyms g on g.id = k.gym_id
  where k.id = class and k.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER'));
  today := private.dues_day(c.gym_id, now());
  if c.gym_id is null or on_date not between today - 1 and today + 1 then
    return;
  end if;
  return query
    select x.user_id, s.state, r.refusal
    from public.check_ins x
    left join public.dues_coverage v on v.user_id = x.user_id and v.gym_id = x.gym_id
      and v.covered_from <= on_date and (v.covered_until is null or v.covered_until > on_date)
    left join public.dues_accounts a on a.id = v.account_id
    left join lateral private.dues_on(a, on_date) s on a.id is not null
    left join lateral private.dues_refusal(
      c.gym_id, x.user_id, c.dues, c.dues_grace_days, on_date, today, x.id
    ) r on c.dues <> 'off'
    where x.class_id = class and x.gym_id = c.gym_id and x.class_date = on_date
      and x.status <> 'cancelled'
    order by x.place;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_at_class(uuid, date) from public;
--> statement-breakpoint
grant execute on function private.dues_at_class(uuid, date) to authenticated;
--> statement-breakpoint
-- A check-in that is cancelled used no class.
create or replace function private.give_punch_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update private.dues_punches u set check_in_id = null where u.check_in_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.give_punch_back() from public;
--> statement-breakpoint
-- What `private.dues_refusal` says to somebody who is to have a place, and the class of their card or
-- trial that was taken for it, if there is one: to be spent (`private.spend_punch`) when they have it.
create or replace function private.judge_dues(
  gym uuid, person uuid, rule text, grace integer, day date, today date, held uuid
) returns table (refusal text, punch uuid)
language plpgsql volatile set search_path = '' as $$
declare
  said record;
begin
  select * into said from private.dues_refusal(gym, person, rule, grace, day, today, held);
  refusal := said.refusal;
  if refusal is null and (said.card).id is not null then
    punch := private.take_punch(said.card, day);
    -- Others have taken what was left.
    if punch is null then
      refusal := case (said.card).kind when 'trial' then 'trial_over' else 'punch_card_empty' end;
    end if;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.judge_dues(
  uuid, uuid, text, integer, date, date, uuid
) from public;
--> statement-breakpoint
-- Uses the class that was taken (`private.take_punch`), if one was, for a check-in.
create or replace function private.spend_punch(punch uuid, check_in uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update private.dues_punches u set check_in_id = check_in where u.id = punch;
end
$$;
--> statement-breakpoint
revoke execute on function private.spend_punch(uuid, uuid) from public;
--> statement-breakpoint
-- Who of those that wait for a class moves up to so many free places (null: any number), in order of
-- arrival, where the gym asks about dues: who may not train is passed over and goes on waiting, and who
-- moves up has used their class then. `there`: only who has checked in.
create or replace function private.who_moves_up(
  gym uuid, class uuid, on_date date, rule text, grace integer, today date, there boolean,
  places integer
) returns uuid[]
language plpgsql volatile set search_path = '' as $$
declare
  waiting record;
  told record;
  chosen uuid[] := '{}';
begin
  for waiting in
    select x.id, x.user_id from public.check_ins x
    where x.class_id = class and x.gym_id = gym and x.class_date = on_date
      and x.status = 'waiting' and (x.arrived or not there)
    order by x.place
  loop
    exit when cardinality(chosen) >= places;
    select * into told
    from private.judge_dues(gym, waiting.user_id, rule, grace, on_date, today, waiting.id);
    if told.refusal is null then
      perform private.spend_punch(told.punch, waiting.id);
      chosen := chosen || waiting.id;
    end if;
  end loop;
  return chosen;
end
$$;
--> statement-breakpoint
revoke execute on function private.who_moves_up(
  uuid, uuid, date, text, integer, date, boolean, integer
) from public;
--> statement-breakpoint
-- Takes a person's name from what they noted of dues, and from dues of their own why a payment was taken
-- back; the books stay, without a name. Whom they were covered by ends with their memberships.
create or replace function private.erase_dues(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Accounts before what hangs on them, in an order that all keep to.
  perform from public.dues_accounts a
  where a.payer_id = erased
    or a.id in (select c.account_id from public.dues_coverage c where c.user_id = erased)
  order by a.id for no key update;
  update public.dues_payments p set void_reason = null
  where p.void_reason is not null and p.account_id in (
    select a.id from public.dues_accounts a where a.payer_id = erased
    union
    select c.account_id from public.dues_coverage c where c.user_id = erased
  );
  update public.dues_payments set noted_by = null where noted_by = erased;
  update public.dues_payments set voided_by = null where voided_by = erased;
  update public.dues_freezes set noted_by = null where noted_by = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_dues(uuid) from public;
--> statement-breakpoint
-- Adds classes to a card that was paid for, or to a trial.
create or replace function private.add_punches(account uuid, gym uuid, payment uuid, count integer)
returns void
language sql volatile set search_path = '' as $$
  insert into private.dues_punches (account_id, gym_id, payment_id)
  select account, gym, payment from generate_series(1, count);
$$;
--> statement-breakpoint
revoke execute on function private.add_punches(uuid, uuid, uuid, integer) from public;
--> statement-breakpoint
-- What is archived stays as it is, and since when is by the database's clock.
create or replace function private.guard_dues_plan() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.archived_at is not null then
    raise exception 'the plan is archived'
      using errcode = 'check_violation', constraint = 'dues_plans_archived';
  end if;
  if new.archived_at is not null then
    new.archived_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_dues_plan() from public;
--> statement-breakpoint
-- What an account comes to today by its gym's clock: for the managers of the gym, the payer with their
-- guardians, and whom it covers; amounts not for those who are only covered. No row for anybody else.
-- `punches_left` counts what can still be used today; null where nothing is counted.
create or replace function private.dues_balance(account uuid)
returns table (
  day date, state text, overdue_since date, paid_until date, punches_left integer, covered integer,
  currency text, price numeric, months_owed integer, amount_owed numeric
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  acts constant uuid[] := private.person_ids();
  held public.dues_accounts;
  today date;
  pays boolean;
begin
  select a.* into held from public.dues_accounts a where a.id = account;
  pays := held.payer_id = any (acts) or held.gym_id = any (private.gym_ids('MANAGER'));
  if not coalesce(pays, false) and not coalesce(held.id = any (private.covering_account_ids()), false)
  then
    return;
  end if;
  today := private.dues_day(held.gym_id, now());
  return query
    select today, s.state, s.overdue_since, s.paid_until,
      case when held.punches is not null then (
        select count(*)::integer from private.dues_free_punches(held, today)
      ) end,
      (
        select count(*)::integer from public.dues_coverage c
        where c.account_id = held.id and c.covered_from <= today
          and (c.covered_until is null or c.covered_until > today)
      ),
      held.currency,
      case when pays then private.dues_price(held, today) end,
      case when pays then o.months end, case when pays then o.amount end
    from private.dues_on(held, today) s, private.dues_owed(held, today) o;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_balance(uuid) from public;
--> statement-breakpoint
grant execute on function private.dues_balance(uuid) to authenticated;
--> statement-breakpoint
-- The day of a gym at an instant, by its own clock.
create or replace function private.dues_day(gym uuid, at timestamptz) returns date
language plpgsql stable set search_path = '' as $$
begin
  return (select (at at time zone g.timezone)::date from public.gyms g where g.id = gym);
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_day(uuid, timestamptz) from public;
--> statement-breakpoint
-- The first day of an account's month after so many: always reckoned from its first day, so that one
-- which begins on the 31st is due on the last day of a short month and on the 31st again after it; and
-- put off by freezes. A freeze that begins on the very day puts it off, as nothing is owed while it lasts.
create or replace function private.dues_month(account uuid, starts_on date, months integer)
returns date
language plpgsql stable set search_path = '' as $$
begin
  return private.dues_until(
    account, starts_on, (starts_on + make_interval(months => months))::date
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_month(uuid, date, integer) from public;
--> statement-breakpoint
-- How many months or cards of an account were paid for.
create or replace function private.dues_units(account uuid) returns integer
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(
    (
      select sum(p.units) from public.dues_payments p
      where p.account_id = account and p.voided_at is null
    ),
    0
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_units(uuid) from public;
--> statement-breakpoint
-- When what would last until a day (`base`) ends for an account, since it rests in between: each freeze
-- that begins by then puts it off by its days, counted from `first`, before which nothing was there to
-- put off. One definition for months, cards and trials.
create or replace function private.dues_until(account uuid, first date, base date) returns date
language plpgsql stable set search_path = '' as $$
declare
  rest record;
  reached date := base;
begin
  for rest in
    select greatest(f.starts_on, dues_until.first) as starts_on, f.ends_on
    from public.dues_freezes f
    where f.account_id = account and f.ends_on >= dues_until.first
    order by f.starts_on
  loop
    exit when rest.starts_on > reached;
    reached := reached + (rest.ends_on - rest.starts_on + 1);
  end loop;
  return reached;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_until(uuid, date, date) from public;
--> statement-breakpoint
-- The first day on which what was good for so many days from `first` on is good no more; null for ever.
-- A freeze that begins only then saves nothing.
create or replace function private.dues_valid_until(account uuid, first date, days integer)
returns date
language plpgsql stable set search_path = '' as $$
begin
  return private.dues_until(account, first, first + days - 1) + 1;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_valid_until(uuid, date, integer) from public;
--> statement-breakpoint
-- Writes down how accounts stand at an instant that time alone has changed: those whose day has come by
-- their gym's clock, at most so many, and answers how many. One that somebody is writing is left to them.
create or replace function private.follow_dues(at timestamptz, most integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  due uuid;
  done integer := 0;
begin
  for due in
    select a.id from public.dues_accounts a join public.gyms g on g.id = a.gym_id
    -- The first condition has an index; no clock is further ahead than fourteen hours.
    where a.changes_on <= (at at time zone 'UTC' + interval '14 hours')::date
      and a.changes_on <= (at at time zone g.timezone)::date
    order by a.changes_on, a.id limit most for no key update of a skip locked
  loop
    perform private.restate_dues(due, at);
    done := done + 1;
  end loop;
  return done;
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_dues(timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function private.follow_dues(timestamptz, integer) to service_role;
--> statement-breakpoint
-- Writes down how an account stands at an instant, for the lists. For who holds the account.
create or replace function private.restate_dues(account uuid, at timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
declare
  held public.dues_accounts;
  now_is record;
begin
  select a.* into held from public.dues_accounts a where a.id = account;
  select * into now_is from private.dues_on(held, private.dues_day(held.gym_id, at));
  update public.dues_accounts a
  set state = now_is.state, overdue_since = now_is.overdue_since, changes_on = now_is.changes_on,
    ended_at = case when now_is.state = 'ended' then coalesce(a.ended_at, at) end
  where a.id = account and (a.state, a.overdue_since, a.changes_on)
    is distinct from (now_is.state, now_is.overdue_since, now_is.changes_on);
end
$$;
--> statement-breakpoint
revoke execute on function private.restate_dues(uuid, timestamptz) from public;
--> statement-breakpoint
-- Removes what a person pays by.
create or replace function private.erase_billing(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.erase_stripe(erased);
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_billing(uuid) from public;
--> statement-breakpoint
-- Has Stripe asked how a subscription stands, once for what was said at that instant, and not before the
-- second of it is over: what happens in the second of an answer is in doubt again. What may wait longer
-- keeps nobody waiting who must know sooner.
create or replace function private.ask_stripe(subscription text, said_at timestamptz, after interval)
returns void
language sql volatile set search_path = '' as $$
  select private.enqueue_job(
    'refresh_stripe_subscription', jsonb_build_object('subscription_id', subscription),
    concat_ws(
      ' ', subscription, extract(epoch from said_at)::bigint, extract(epoch from after)::bigint
    ), null,
    date_trunc('milliseconds', clock_timestamp() + after)
  )
$$;
--> statement-breakpoint
revoke execute on function private.ask_stripe(text, timestamptz, interval) from public;
--> statement-breakpoint
grant execute on function private.ask_stripe(text, timestamptz, interval) to service_role;
--> statement-breakpoint
-- What the caller may open a checkout with: the price at which a plan is sold, and the customer that they
-- are at Stripe, if they are one; or why not. Who has a subscription that is not over changes it in the
-- portal: a second one would be paid as well.
create or replace function private.begin_checkout(
  wanted_plan text,
  wanted_interval text,
  out refusal text,
  out price_id text,
  out customer_id text,
  out email text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  if exists (
    select from private.stripe_subscriptions s
    where s.user_id = caller
      and s.status in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'other')
  ) then
    refusal := 'already_subscribed';
    return;
  end if;
  select case wanted_interval when 'month' then o.monthly_price_id else o.yearly_price_id end
  into price_id from private.stripe_products o
  where o.plan = wanted_plan and coalesce(o.monthly_price_id, o.yearly_price_id) is not null;
  if price_id is null then
    refusal := 'plan_not_sold';
    return;
  end if;
  customer_id := private.caller_customer();
  select u.email into email from public.users u
  where u.id = caller and u.email_verified_at is not null;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_checkout(text, text) from public;
--> statement-breakpoint
grant execute on function private.begin_checkout(text, text) to authenticated;
--> statement-breakpoint
-- The customer that the caller is at Stripe: the one of the subscription that their plan comes from, or
-- else the last one. Null for who is none. No argument says whose: it opens the portal.
create or replace function private.caller_customer() returns text
language sql stable security definer set search_path = '' as $$
  select c.customer_id
  from private.stripe_customers c join public.user_profiles p on p.user_id = c.user_id
  where c.user_id = (select private.current_user_id()) and not c.is_gone
  order by c.customer_id = p.stripe_customer_id desc nulls last, c.created_at desc,
    c.customer_id desc
  limit 1
$$;
--> statement-breakpoint
revoke execute on function private.caller_customer() from public;
--> statement-breakpoint
grant execute on function private.caller_customer() to authenticated;
--> statement-breakpoint
-- The caller's plan and the subscription that it comes from; a row for everybody who has an account.
create or replace function private.caller_subscription() returns table (
  plan text,
  subscription_status text,
  current_period_end timestamptz,
  cancel_at timestamptz,
  cancel_at_period_end boolean,
  has_portal boolean
)
language sql stable security definer set search_path = '' as $$
  select p.plan, p.subscription_status, s.current_period_end,
    coalesce(s.cancel_at, case when s.cancel_at_period_end then s.current_period_end end),
    coalesce(s.cancel_at_period_end, false),
    exists (
      select from private.stripe_customers c where c.user_id = p.user_id and not c.is_gone
    )
  from public.user_profiles p
  left join private.stripe_subscriptions s
    on s.subscription_id = p.stripe_subscription_id and s.user_id = p.user_id and not s.is_over
  where p.user_id = (select private.current_user_id())
$$;
--> statement-breakpoint
revoke execute on function private.caller_subscription() from public;
--> statement-breakpoint
grant execute on function private.caller_subscription() to authenticated;
--> statement-breakpoint
-- Hears that a customer was deleted at Stripe: no checkout and no portal is opened for it any more. Its
-- subscriptions end by news of their own.
create or replace function private.end_stripe_customer(customer text) returns text
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('stripe ' || customer, 0));
  insert into private.stripe_customers as c (customer_id, is_gone) values (customer, true)
  on conflict (customer_id) do update set is_gone = true where not c.is_gone;
  return case when found then 'applied' else 'stale' end;
end
$$;
--> statement-breakpoint
revoke execute on function private.end_stripe_customer(text) from public;
--> statement-breakpoint
grant execute on function private.end_stripe_customer(text) to service_role;
--> statement-breakpoint
-- Removes what leads to a person at Stripe, and has Stripe forget them: deleting a customer ends its
-- subscriptions at once, so that nobody pays for an account that is gone.
create or replace function private.erase_stripe(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'forget_stripe_customer', jsonb_build_object('customer_id', c.customer_id), c.customer_id
  )
  from private.stripe_customers c where c.user_id = erased and not c.is_gone;
  delete from private.stripe_subscriptions s where s.user_id = erased;
  delete from private.stripe_customers c where c.user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_stripe(uuid) from public;
--> statement-breakpoint
-- Makes a person's plan and status follow from all their subscriptions: of those in force (also while
-- Stripe tries again to collect) the one whose plan allows most, or else the one that was heard of last.
-- A subscription of a product that stands for no plan is one, and gives none.
create or replace function private.follow_stripe_plan(person uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- One after the other, so that each sees what the others have written of this person.
  perform from public.user_profiles p where p.user_id = person for update;
  update public.user_profiles p
  set plan = coalesce(best.plan, 'free'), subscription_status = best.status,
    stripe_customer_id = best.customer_id, stripe_subscription_id = best.subscription_id
  from (
    select s.status, s.customer_id, s.subscription_id, given.plan
    from private.stripe_subscriptions s
    cross join lateral (select s.status in ('trialing', 'active', 'past_due') as holds) force
    left join lateral (
      select q.plan, q.agent_requests
      from private.stripe_products o join private.plan_quotas q on q.plan = o.plan
      where o.product_id = any (s.product_ids) and force.holds
      order by q.agent_requests desc, q.plan desc limit 1
    ) given on true
    where s.user_id = person
    order by given.agent_requests desc nulls last, given.plan desc nulls last, force.holds desc,
      s.is_over, case when force.holds then s.current_period_end end desc nulls last,
      s.said_at desc, s.started_at desc, s.subscription_id collate "C" desc
    limit 1
  ) best
  where p.user_id = person
    and (p.plan, p.subscription_status, p.stripe_customer_id, p.stripe_subscription_id)
      is distinct from
        (coalesce(best.plan, 'free'), best.status, best.customer_id, best.subscription_id);
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_stripe_plan(uuid) from public;
--> statement-breakpoint
grant execute on function private.follow_stripe_plan(uuid) to service_role;
--> statement-breakpoint
-- Hears that somebody has gone through a checkout of ours: whose the customer is, and nothing else, for a
-- plan comes with what is said of the subscription. Where nothing was said of that yet, and nothing is
-- in half a minute, Stripe is asked.
create or replace function private.hear_stripe_checkout(
  customer text,
  claimed uuid,
  subscription text,
  said_at timestamptz
) returns text
language plpgsql volatile set search_path = '' as $$
declare
  whose record;
begin
  select * into whose from private.hold_stripe_customer(customer, claimed);
  if whose.person is null then return 'ignored'; end if;
  if not exists (
    select from private.stripe_subscriptions s where s.subscription_id = subscription
  ) then
    perform private.ask_stripe(subscription, said_at, interval '30 seconds');
  end if;
  return 'applied';
end
$$;
--> statement-breakpoint
revoke execute on function private.hear_stripe_checkout(text, uuid, text, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.hear_stripe_checkout(text, uuid, text, timestamptz)
  to service_role;
--> statement-breakpoint
-- Hears how an invoice of a subscription stands. It never decides a plan: the subscription's own status
-- does. Where the two do not go together, and nothing newer was said, Stripe is asked.
create or replace function private.hear_stripe_invoice(
  subscription text,
  is_paid boolean,
  said_at timestamptz
) returns text
language plpgsql volatile set search_path = '' as $$
begin
  if exists (
    select from private.stripe_subscriptions s
    where s.subscription_id = subscription
      and (
        s.is_over or s.said_at > hear_stripe_invoice.said_at
        or is_paid and s.status in ('active', 'trialing')
        or not is_paid and s.status not in ('active', 'trialing')
      )
  ) then
    return 'ignored';
  end if;
  perform private.ask_stripe(subscription, said_at, interval '30 seconds');
  return 'applied';
end
$$;
--> statement-breakpoint
revoke execute on function private.hear_stripe_invoice(text, boolean, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.hear_stripe_invoice(text, boolean, timestamptz) to service_role;
--> statement-breakpoint
-- Whose a customer at Stripe is, held with them until the transaction is over: news of one customer is
-- written one after the other, and a person is not erased meanwhile. Who is claimed for a customer of
-- nobody is that person from then on, and so is what was kept of the customer until it was known whose
-- it is. Where that person was erased, `erased` says so, and Stripe is told to forget the customer: they
-- would go on paying.
create or replace function private.hold_stripe_customer(
  customer text,
  claimed uuid,
  out person uuid,
  out erased boolean
)
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('stripe ' || customer, 0));
  select c.user_id into person from private.stripe_customers c where c.customer_id = customer;
  person := coalesce(person, claimed);
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  if not found then
    erased := exists (select from public.users u where u.id = person);
    person := null;
    if erased then
      perform private.enqueue_job(
        'forget_stripe_customer', jsonb_build_object('customer_id', customer), customer
      );
    end if;
    return;
  end if;
  erased := false;
  insert into private.stripe_customers as c (customer_id, user_id) values (customer, person)
  on conflict (customer_id) do update set user_id = excluded.user_id where c.user_id is null;
  if found then
    update private.stripe_subscriptions s set user_id = person
    where s.customer_id = customer and s.user_id is null;
    if found then perform private.follow_stripe_plan(person); end if;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_stripe_customer(text, uuid) from public;
--> statement-breakpoint
grant execute on function private.hold_stripe_customer(text, uuid) to service_role;
--> statement-breakpoint
-- Writes what was said of a subscription, if it is newer than what is known, and makes the person's plan
-- follow. What is there in the end does not depend on the order in which things were said, nor on how
-- often: it is what was said last by (is_over, said_at, said_rank, said_by). A subscription that is over
-- stays over; `created` comes in whole seconds; of one second the event that makes it and the status it
-- begins with are the earliest; ids of events are no order at all, and only make the outcome the same
-- every time. So where two of one rank differ, only Stripe knows: the subscription is in doubt until the
-- job has asked (`said_by` of its answer is above every event's). Answers `applied`, `stale`, `kept`
-- (nobody is known for the customer) or `ignored` (who was erased).
create or replace function private.keep_stripe_subscription(news jsonb, claimed uuid)
returns text
language plpgsql volatile set search_path = '' as $$
declare
  said private.stripe_subscriptions := jsonb_populate_record(
    null::private.stripe_subscriptions, news
  );
  known private.stripe_subscriptions;
  whose record;
begin
  select * into whose from private.hold_stripe_customer(said.customer_id, claimed);
  if whose.erased then return 'ignored'; end if;
  select * into known from private.stripe_subscriptions s
  where s.subscription_id = said.subscription_id for update;
  said.user_id := coalesce(known.user_id, whose.person);
  said.in_doubt := false;
  if known.subscription_id is not null then
    if (said.is_over, said.said_at, said.said_rank) = (known.is_over, known.said_at, known.said_rank)
    then
      said.in_doubt := known.in_doubt
        or (said.status, said.product_ids, said.current_period_end, said.cancel_at,
            said.cancel_at_period_end)
          is distinct from (known.status, known.product_ids, known.current_period_end,
            known.cancel_at, known.cancel_at_period_end);
      if said.said_by collate "C" <= known.said_by collate "C" then
        if said.in_doubt = known.in_doubt then return 'stale'; end if;
        known.in_doubt := true;
        said := known;
      end if;
    elsif (said.is_over, said.said_at, said.said_rank)
      < (known.is_over, known.said_at, known.said_rank)
    then
      return 'stale';
    end if;
  end if;
  insert into private.stripe_subscriptions as s (
    subscription_id, customer_id, user_id, status, is_over, product_ids, current_period_end,
    cancel_at, cancel_at_period_end, started_at, said_at, said_rank, said_by, in_doubt
  ) values (
    said.subscription_id, said.customer_id, said.user_id, said.status, said.is_over,
    said.product_ids, said.current_period_end, said.cancel_at, said.cancel_at_period_end,
    said.started_at, said.said_at, said.said_rank, said.said_by, said.in_doubt
  )
  on conflict (subscription_id) do update
  set customer_id = excluded.customer_id, user_id = excluded.user_id, status = excluded.status,
    is_over = excluded.is_over, product_ids = excluded.product_ids,
    current_period_end = excluded.current_period_end, cancel_at = excluded.cancel_at,
    cancel_at_period_end = excluded.cancel_at_period_end, started_at = excluded.started_at,
    said_at = excluded.said_at, said_rank = excluded.said_rank, said_by = excluded.said_by,
    in_doubt = excluded.in_doubt;
  if said.in_doubt then
    perform private.ask_stripe(said.subscription_id, said.said_at, interval '2 seconds');
  end if;
  if said.user_id is null then return 'kept'; end if;
  perform private.follow_stripe_plan(said.user_id);
  return 'applied';
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_stripe_subscription(jsonb, uuid) from public;
--> statement-breakpoint
grant execute on function private.keep_stripe_subscription(jsonb, uuid) to service_role;
--> statement-breakpoint
-- Notes that Stripe told something, and answers the event's id if it is news: the ledger's row and what
-- the event changes, which follows in the same statement, commit together. A repeat waits for the first
-- and answers nothing. Of one that could not be read the next like it is news again.
create or replace function private.note_stripe_event(
  told_event text,
  told_type text,
  told_at timestamptz,
  told_version text,
  told_problem text default null
) returns setof text
language sql volatile rows 1 set search_path = '' as $$
  insert into private.stripe_events as e (event_id, event_type, said_at, api_version, problem)
  values (told_event, told_type, told_at, told_version, told_problem)
  on conflict (event_id) do update set problem = excluded.problem where e.problem is not null
  returning e.event_id
$$;
--> statement-breakpoint
revoke execute on function private.note_stripe_event(text, text, timestamptz, text, text)
  from public;
--> statement-breakpoint
grant execute on function private.note_stripe_event(text, text, timestamptz, text, text)
  to service_role;
--> statement-breakpoint
-- Subscriptions of which Stripe is to be asked: in doubt for a while, or not over a day after what was
-- paid for has ended, so that its news never came.
create or replace function private.stripe_subscriptions_to_ask(at timestamptz, most integer)
returns setof text
language sql stable rows 500 set search_path = '' as $$
  (
    select s.subscription_id from private.stripe_subscriptions s
    where s.in_doubt and s.said_at < at - interval '10 minutes' limit most
  )
  union
  (
    select s.subscription_id from private.stripe_subscriptions s
    where not s.is_over and s.current_period_end < at - interval '1 day'
      and s.updated_at < at - interval '1 day'
    order by s.current_period_end limit most
  )
  limit most
$$;
--> statement-breakpoint
revoke execute on function private.stripe_subscriptions_to_ask(timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function private.stripe_subscriptions_to_ask(timestamptz, integer)
  to service_role;
--> statement-breakpoint
-- Removes a person, all or nothing. It takes their row for itself first: every write of a row about
-- them holds it (private.hold_person), so what is in flight is waited for, and what comes later
-- waits and is refused. Then every feature removes its own, and their row becomes a tombstone. No
-- row when there is no such live account, which is what a second call finds.
-- `wanted_at` is the clock of who asks: older news of the person is refused from then on.
create or replace function private.erase_user(erased uuid, wanted_at timestamptz)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  gyms jsonb;
begin
  perform from public.users u where u.id = erased and u.deleted_at is null for update;
  if not found then
    return;
  end if;
  perform private.erase_knowledge(erased);
  -- Ahead of the profile, which an answer that ends meanwhile locks after its request.
  perform private.erase_agent(erased);
  perform private.erase_identity(erased);
  perform private.erase_family(erased);
  perform private.erase_materials(erased);
  perform private.erase_store(erased);
  perform private.erase_owner(erased);
  perform private.erase_belts(erased);
  perform private.erase_notifications(erased);
  perform private.erase_community(erased);
  perform private.erase_billing(erased);
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Behind the memberships, as all who hold both.
  perform private.erase_dues(erased);
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
    timezone = null,
    identity_updated_at = greatest(u.identity_updated_at, u.token_issued_at, wanted_at),
    deleted_at = now()
  where u.id = erased;
  return query select wanted_at, gyms;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_user(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- What was bought upon an automation's messages: an order belongs to the last message that reached its
-- customer before it, whichever automation sent that, and counts if it came within so many days of 24
-- hours, the first instant included and the last not. So one order counts for one message. Orders in
-- another currency than the shop's are counted apart. Asks nobody who they are; `at` is what the time
-- is taken to be.
create or replace function private.attributed_orders(
  automation uuid, days integer, at timestamptz
) returns table (
  messages integer, customers integer, orders integer, revenue numeric,
  orders_in_other_currency integer
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  shop constant public.shops := (
    select s from public.shops s join public.automations a on a.shop_id = s.id
    where a.id = automation
  );
  span constant interval := make_interval(hours => 24 * days);
begin
  return query
    with reached as not materialized (
      select m.id, m.automation_id, m.customer_id, m.sent_at
      from public.message_logs m
      where m.shop_id = shop.id and m.status in ('sent', 'delivered', 'complained')
        and m.sent_at <= at
    ), ours as materialized (
      select distinct r.customer_id from reached r where r.automation_id = automation
    ), touches as (
      select r.*, lead(r.sent_at) over (partition by r.customer_id order by r.sent_at, r.id) as next
      from reached r join ours using (customer_id)
    )
    select count(distinct t.id)::integer, count(distinct t.customer_id)::integer,
      (count(o.id) filter (where o.currency = shop.currency))::integer,
      coalesce(sum(o.value) filter (where o.currency = shop.currency), 0),
      (count(o.id) filter (where o.currency <> shop.currency))::integer
    from touches t
    left join public.orders o on o.customer_id = t.customer_id and o.shop_id = shop.id
      and o.value is not null and o.placed_at >= t.sent_at and o.placed_at <= at
      and o.placed_at < least(t.next, t.sent_at + span)
    where t.automation_id = automation;
end
$$;
--> statement-breakpoint
revoke execute on function private.attributed_orders(uuid, integer, timestamptz) from public;
--> statement-breakpoint
-- What was bought upon an automation's messages, and what of it came of them. Null where there is no such
-- automation. Asks nobody who they are; `at` is what the time is taken to be. Without `days` it is the
-- published version's.
create or replace function private.attribution_of(
  automation uuid, days integer, least_customers integer, least_buyers integer, at timestamptz
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  span constant integer := coalesce(days, (
    select coalesce(v.attribution_days, a.attribution_days) from public.automations a
    left join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
      and v.number = a.published_version
    where a.id = automation
  ));
begin
  return (
    select jsonb_build_object(
      'currency', s.currency, 'days', span, 'as_of', at,
      'attributed', (
        select to_jsonb(o) || jsonb_build_object('revenue', round(o.revenue, 4)::text)
        from private.attributed_orders(automation, span, at) o
      ),
      'comparison', private.compare_groups(automation, span, least_customers, least_buyers, at)
    )
    from public.automations a join public.shops s on s.id = a.shop_id where a.id = automation
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.attribution_of(uuid, integer, integer, integer, timestamptz) from public;
--> statement-breakpoint
-- What was bought upon an automation's messages, within so many days up to ninety, and what of it came of
-- them: for managers of the shop's gym. The role is asked once. Null for others.
create or replace function private.automation_attribution(
  automation uuid, days integer, least_customers integer, least_buyers integer
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from public.automations a
    where a.id = automation and a.shop_id = any (private.shop_ids())
  ) then
    return null;
  end if;
  return private.attribution_of(
    automation, case when days > 90 then 90 else days end, least_customers, least_buyers, now()
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.automation_attribution(uuid, integer, integer, integer) from public;
--> statement-breakpoint
grant execute on function private.automation_attribution(uuid, integer, integer, integer) to authenticated;
--> statement-breakpoint
-- What an automation's messages brought: what was bought by whom they were planned for, against who was
-- held out. Shares that were held out are compared each for itself, since another share means another
-- time, where both groups have `least_customers`; their differences are weighted by who was treated.
-- The interval is Welch's, 95 %, with Student's quantile by its expansion (Abramowitz and Stegun
-- 26.7.5: four digits from 29 degrees of freedom on). It is conclusive where it does not hold zero and
-- `least_buyers` of those held out bought. Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.compare_groups(
  automation uuid, days integer, least_customers integer, least_buyers integer, at timestamptz
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  z constant numeric := 1.959963984540054;
begin
  return (
    with sums as materialized (
      select * from private.group_sums(automation, days, at)
    ), strata as (
      select t.customers as n, t.customers / sum(t.customers) over () as weight,
        t.revenue / t.customers - h.revenue / h.customers as difference,
        t.error + h.error as error, h.buyers,
        t.error ^ 2 / (t.customers - 1) + h.error ^ 2 / (h.customers - 1) as spread
      from sums t join sums h using (percent)
      where not t.held_out and h.held_out and t.customers >= least_customers
        and h.customers >= least_customers
    ), combined as (
      select sum(s.n) as n, sum(s.buyers) as buyers, sum(s.weight * s.difference) as difference,
        sum(s.weight ^ 2 * s.error) as error, sum(s.weight ^ 4 * s.spread) as spread
      from strata s
    ), judged as (
      select c.n, c.buyers, c.difference, sqrt(c.error) * (
        z + (z ^ 3 + z) / (4 * f.freedom) + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * f.freedom ^ 2)
      ) as half
      from combined c
      -- Where nobody's sum differs, there is no interval.
      cross join lateral (select c.error ^ 2 / nullif(c.spread, 0) as freedom) f
    ), groups as (
      select s.held_out, jsonb_build_object(
        'customers', sum(s.customers), 'buyers', sum(s.buyers), 'orders', sum(s.orders),
        'revenue', round(sum(s.revenue), 4)::text,
        'per_customer', round(sum(s.revenue) / sum(s.customers), 4)::text
      ) as told
      from sums s group by s.held_out
    )
    select jsonb_build_object(
      'treated', (select g.told from groups g where not g.held_out),
      'held_out', (select g.told from groups g where g.held_out),
      'compared', coalesce(j.n, 0),
      'difference', round(j.difference, 4)::text,
      'low', round(j.difference - j.half, 4)::text,
      'high', round(j.difference + j.half, 4)::text,
      'revenue', round(j.n * j.difference, 4)::text,
      'revenue_low', round(j.n * (j.difference - j.half), 4)::text,
      'revenue_high', round(j.n * (j.difference + j.half), 4)::text,
      'conclusive', coalesce(abs(j.difference) > j.half and j.buyers >= least_buyers, false)
    )
    from judged j
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.compare_groups(uuid, integer, integer, integer, timestamptz) from public;
--> statement-breakpoint
-- What customers bought who were to get an automation's messages, and who were held out: a row for each
-- share that was held out and each of the two groups; `error` is that of the mean, squared. Everybody
-- counts by what was decided for them when they were first planned for, whatever came of the message,
-- and whether they bought or not; who would have been refused anyway is in neither group. Orders in the
-- shop's currency count from that instant on for so many days of 24 hours, and only of customers whose
-- days are over. Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.group_sums(automation uuid, days integer, at timestamptz)
returns table (
  percent integer, held_out boolean, customers numeric, buyers numeric, orders numeric,
  revenue numeric, error numeric
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  span constant interval := make_interval(hours => 24 * days);
begin
  return query
    with firsts as materialized (
      select distinct on (m.customer_id) m.customer_id, m.shop_id, m.planned_for as since,
        m.status = 'held_out' as held_out, v.hold_out_percent as percent
      from public.message_logs m
      join public.automation_versions v on v.id = m.version_id
        and v.automation_id = m.automation_id and v.shop_id = m.shop_id
      where m.automation_id = automation and v.hold_out_percent > 0
        -- Not who was refused at once; who was refused later had been in a group by then.
        and (m.status <> 'refused' or m.updated_at > m.created_at)
      order by m.customer_id, m.planned_for, m.id
    ), spent as (
      select f.percent, f.held_out, count(o.id) as orders, coalesce(sum(o.value), 0) as revenue
      from firsts f
      join public.shops s on s.id = f.shop_id
      left join public.orders o on o.customer_id = f.customer_id and o.shop_id = f.shop_id
        and o.value is not null and o.currency = s.currency
        and o.placed_at >= f.since and o.placed_at < f.since + span
      where f.since + span <= at
      group by f.customer_id, f.percent, f.held_out
    )
    -- In numeric, because the sums of squares of floats would cancel out.
    select s.percent, s.held_out, count(*)::numeric, (count(*) filter (where s.orders > 0))::numeric,
      sum(s.orders), sum(s.revenue),
      (sum(s.revenue * s.revenue) - sum(s.revenue) * sum(s.revenue) / count(*))
        / nullif(count(*) - 1, 0) / count(*)
    from spent s group by s.percent, s.held_out;
end
$$;
--> statement-breakpoint
revoke execute on function private.group_sums(uuid, integer, timestamptz) from public;
--> statement-breakpoint
-- By which key it counts once that somebody was let in: once more for who came back.
create or replace function private.approval_key(membership uuid, approved_at timestamptz)
returns text
language sql stable set search_path = '' as $$
  select 'membership:' || membership || ':'
    || to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')
$$;
--> statement-breakpoint
revoke execute on function private.approval_key(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.approval_key(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- Since when an enabled automation of a shop waits for something; null where none does. Asked before
-- anything else, so that a shop without automations pays for one look at an index.
create or replace function private.awaited_since(shop uuid, what public.trigger_type)
returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return (
    select min(a.enabled_at)
    from public.automations a
    join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
      and v.number = a.published_version
    where a.shop_id = shop and a.enabled and v.trigger = what
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.awaited_since(uuid, public.trigger_type) from public;
--> statement-breakpoint
-- Notes that somebody who is a customer of the gym's shop was let in, where an automation waits for it;
-- once more for who was let in anew. What is imported is none.
create or replace function private.note_approvals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Nested, because there is no "removed" for an insert, not even to be left unread.
  if tg_op = 'UPDATE' then
    if not exists (
      select from added a join removed r on r.id = a.id
      where a.in_effect and a.approved_at is distinct from r.approved_at
    ) then
      return null;
    end if;
  end if;
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at)
  select c.shop_id, c.id, 'membership_approved', private.approval_key(a.id, a.approved_at),
    a.approved_at
  from (
    select s.id, s.gym_id, private.awaited_since(s.id, 'membership_approved') as since
    from public.shops s
    where s.gym_id in (select n.gym_id from added n) and s.deleted_at is null
  ) w
  join added a on a.gym_id = w.gym_id
  join public.customers c on c.user_id = a.user_id and c.shop_id = w.id
  where a.in_effect and a.legacy_id is null and a.approved_at >= w.since;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_approvals() from public;
--> statement-breakpoint
-- Notes promotions of members who are customers of their gym's shop, where an automation waits for one.
-- What is imported, and what takes another back, is none.
create or replace function private.note_graduations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select c.shop_id, c.id, 'graduated', 'graduation:' || a.id, p.at,
    jsonb_build_object('awarded_belt', a.belt)
  from (
    select s.id, s.gym_id, g.timezone, private.awaited_since(s.id, 'graduated') as since
    from public.shops s
    join public.gyms g on g.id = s.gym_id
    where s.gym_id in (select n.gym_id from added n) and s.deleted_at is null
  ) w
  join added a on a.gym_id = w.gym_id
  cross join lateral (
    select private.promoted_at(a.awarded_on, a.created_at, w.timezone)
  ) p (at)
  join public.customers c on c.user_id = a.user_id and c.shop_id = w.id
  where a.voids is null and a.legacy_id is null and p.at >= w.since;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_graduations() from public;
--> statement-breakpoint
-- Notes new orders for automations that wait for one, unless they were placed before: an import of old
-- orders says nothing. What is cancelled by the time it is told was never placed.
create or replace function private.note_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- An upsert that only updates comes here as well.
  if not exists (select from added) then
    return null;
  end if;
  -- Asked once a shop, not once a row.
  with w as materialized (
    select s.shop_id, t.trigger, private.awaited_since(s.shop_id, t.trigger) as since
    from (select distinct n.shop_id from added n) s
    cross join unnest('{order_placed,first_purchase}'::public.trigger_type[]) t (trigger)
  )
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select a.shop_id, a.customer_id, w.trigger,
    case w.trigger when 'order_placed' then 'order:' || a.id else 'first_purchase' end,
    a.placed_at,
    jsonb_build_object(
      'order_id', a.id, 'order_number', a.order_number, 'order_total', a.total_price::text,
      'order_currency', a.currency
    )
  from w
  join added a on a.shop_id = w.shop_id and a.placed_at >= w.since
  where w.since is not null and a.customer_id is not null and a.cancelled_at is null
    and a.deleted_at is null and a.financial_status not in ('voided', 'expired');
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_orders() from public;
--> statement-breakpoint
-- Notes changes of segments for automations that wait for one.
create or replace function private.note_segment_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Asked once a shop, not once a row.
  with w as materialized (
    select s.shop_id, private.awaited_since(s.shop_id, 'segment_changed') as since
    from (select distinct n.shop_id from added n) s
  )
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select a.shop_id, a.customer_id, 'segment_changed', 'segment:' || a.id, a.created_at,
    jsonb_strip_nulls(jsonb_build_object('previous_segment', a."from", 'segment', a."to"))
  from w
  join added a on a.shop_id = w.shop_id and a.created_at >= w.since
  where w.since is not null;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_segment_changes() from public;
--> statement-breakpoint
-- When somebody was promoted, as automations count it: when it was written down, but not later than the
-- day of it ended at the gym, so that what is entered long after says nothing.
create or replace function private.promoted_at(
  awarded_on date, written_at timestamptz, zone text
) returns timestamptz
language sql immutable set search_path = '' as $$
  select least(written_at, private.instant_of((awarded_on + 1)::timestamp, zone))
$$;
--> statement-breakpoint
revoke execute on function private.promoted_at(date, timestamptz, text) from public;
--> statement-breakpoint
grant execute on function private.promoted_at(date, timestamptz, text) to service_role;
--> statement-breakpoint
-- Notes since when an automation is enabled: an API role cannot say it. A hundred of a shop run at most:
-- all that wait for the same are asked by one statement, which others wait for.
create or replace function private.stamp_enabled() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not new.enabled then
    new.enabled_at := null;
    return new;
  end if;
  if (tg_op = 'INSERT' or not old.enabled) and (
    select count(*) from public.automations a where a.shop_id = new.shop_id and a.enabled
  ) >= 100 then
    raise exception 'a hundred automations of the shop are enabled'
      using errcode = 'check_violation', constraint = 'automations_most_enabled';
  end if;
  if tg_op = 'INSERT' then
    if new.enabled_at is null or current_user in ('anon', 'authenticated') then
      new.enabled_at := now();
    end if;
  elsif not old.enabled then
    new.enabled_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.stamp_enabled() from public;
--> statement-breakpoint
-- Takes a shop's messages of a channel that are due at an instant; no two workers ever get the same. Each is
-- judged anew and becomes `sending`, `refused`, or waits longer. What is `sending` counts as handed over
-- from here on, for the cap as well: if nothing is heard of it until `until`, its outcome is unknown.
--
-- The customers are held first, and what is judged is read after that: whoever takes consent back holds
-- them too, so nothing is claimed once that is done. Of a customer's messages one is taken at a time, or two
-- would each find room under the cap. Whoever is busy is passed over, for the next time.
--
-- Returns a row for each message that was found due; what is to be said stands in those that are `sending`.
create or replace function private.claim_messages(
  shop uuid, channel public.message_channel, at timestamptz, claim uuid, until timestamptz,
  at_most integer, most_devices integer
) returns table (
  id uuid, status public.message_status, attempts integer, template_version_id uuid, locale text,
  "values" jsonb, user_id uuid, address text, devices text[], token text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  due constant uuid[] := array(
    select m.id from public.message_logs m
    join public.customers c on c.id = m.customer_id and c.shop_id = m.shop_id
    where m.shop_id = shop and m.status = 'scheduled' and m.scheduled_for <= at
      and m.channel = claim_messages.channel
    order by m.scheduled_for, m.id limit at_most
    for no key update of m skip locked for no key update of c skip locked
  );
begin
  return query
  with first as materialized (
    select distinct on (m.customer_id) m.id, m.shop_id, m.automation_id, m.version_id, m.node,
      m.customer_id, m.details
    from public.message_logs m where m.id = any (due)
    order by m.customer_id, m.scheduled_for, m.id
  ), judged as materialized (
    select f.id, f.customer_id, f.details, g.template_version_id, v.outcome, v.reason, v.scheduled_for
    from (
      select x.version_id, x.automation_id, x.node, array_agg(x.customer_id) as customers,
        (p.nodes -> x.node ->> 'template_version_id')::uuid as template_version_id,
        p.topic, p.quiet_from, p.quiet_until, p.send_days
      from first x join public.automation_versions p on p.id = x.version_id
      group by x.version_id, x.automation_id, x.node, p.id
    ) g
    cross join lateral private.message_verdicts(
      shop, g.automation_id, claim_messages.channel, g.topic, g.template_version_id, g.quiet_from,
      -- Who is held out was decided when it was planned.
      g.quiet_until, g.send_days, 0, at, g.customers
    ) v
    join first f on f.customer_id = v.customer_id
  ), counted as (
    insert into private.mailing_contacts as k (shop_id, customer_id, handed_over)
    select shop, j.customer_id, array[at] from judged j where j.outcome = 'to_send'
    on conflict on constraint mailing_contacts_customer_id_shop_id_pk do update set handed_over = array(
      -- As many, and as old ones, as any cap could count: it may be changed.
      select h.at from (
        select l.at from unnest(k.handed_over) l (at)
        where l.at > claim_messages.at - interval '90 days' order by l.at desc limit 99
      ) h order by h.at
    ) || claim_messages.at
  ), moved as (
    update public.message_logs m set
      status = case j.outcome when 'to_send' then 'sending' when 'rescheduled' then 'scheduled'
        else 'refused' end::public.message_status,
      reason = j.reason,
      scheduled_for = case j.outcome when 'rescheduled' then j.scheduled_for else m.scheduled_for end,
      address = case when j.outcome = 'to_send' and m.channel = 'email' then c.email end,
      attempts = m.attempts + (j.outcome = 'to_send')::integer,
      claim = case when j.outcome = 'to_send' then claim_messages.claim end,
      claimed_until = case when j.outcome = 'to_send' then until end
    from judged j
    left join public.customers c on c.id = j.customer_id and c.shop_id = shop
    where m.id = j.id
    returning m.id, m.status, m.attempts, m.address, m.customer_id, c.user_id
  )
  select m.id, m.status, m.attempts, j.template_version_id, t.locale, t."values" || j.details,
    m.user_id, m.address,
    case when m.status = 'sending' and claim_messages.channel = 'push' then array(
      select d.token from public.push_tokens d where d.user_id = m.user_id
      order by d.last_seen_at desc, d.id limit most_devices
    ) end,
    case when m.status = 'sending' and claim_messages.channel = 'email'
      then private.unsubscribe_token(m.customer_id) end
  from moved m
  join judged j on j.id = m.id
  left join private.template_values(
    shop, array(select s.customer_id from judged s where s.outcome = 'to_send')
  ) t on t.customer_id = m.customer_id and m.status = 'sending';
end
$$;
--> statement-breakpoint
revoke execute on function private.claim_messages(
  uuid, public.message_channel, timestamptz, uuid, timestamptz, integer, integer
) from public;
--> statement-breakpoint
grant execute on function private.claim_messages(
  uuid, public.message_channel, timestamptz, uuid, timestamptz, integer, integer
) to service_role;
--> statement-breakpoint
-- By whose clock something is sent to a customer: their own, the member's, or the shop's. What Shopify or a
-- file said may be no zone at all.
create or replace function private.customer_zone(told text, of_member text, of_shop text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if told is not null and private.is_timezone(told) then return told; end if;
  return coalesce(of_member, of_shop);
end
$$;
--> statement-breakpoint
revoke execute on function private.customer_zone(text, text, text) from public;
--> statement-breakpoint
grant execute on function private.customer_zone(text, text, text) to service_role;
--> statement-breakpoint
-- Ends messages whose worker was not heard of in time: they may have been handed over, so nobody does it
-- again. Up to a thousand; tells how many.
create or replace function private.give_up_messages(at timestamptz) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  ended integer;
begin
  update public.message_logs m
  set status = 'failed', reason = 'outcome_unknown', claim = null, claimed_until = null
  where m.id = any (array(
    select s.id from public.message_logs s
    where s.status = 'sending' and s.claimed_until <= at
    order by s.claimed_until limit 1000 for no key update skip locked
  ));
  get diagnostics ended = row_count;
  return ended;
end
$$;
--> statement-breakpoint
revoke execute on function private.give_up_messages(timestamptz) from public;
--> statement-breakpoint
grant execute on function private.give_up_messages(timestamptz) to service_role;
--> statement-breakpoint
-- Whether a customer is one of those who get nothing from an automation, to compare with: always the same
-- ones, and whoever is among five of a hundred is among ten. Of SHA-256 sixty bits count, which are no
-- negative number, so that another language comes to the same.
create or replace function private.is_held_out(automation uuid, customer uuid, percent integer)
returns boolean
language sql immutable set search_path = '' as $$
  select ('x' || left(encode(
    sha256(convert_to(automation::text || ':' || customer::text, 'UTF8')), 'hex'
  ), 15))::bit(60)::bigint % 10000 < percent * 100
$$;
--> statement-breakpoint
revoke execute on function private.is_held_out(uuid, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.is_held_out(uuid, uuid, integer) to service_role;
--> statement-breakpoint
-- Whether nothing of an automation is to be sent: it is off or archived, unless it is asked about as though
-- it were on (`running`), its shop has gone, or its gym is closed.
create or replace function private.is_mailing_stopped(shop uuid, automation uuid, running boolean)
returns boolean
language sql stable set search_path = '' as $$
  select not exists (
    select from public.automations a
    join public.shops s on s.id = a.shop_id and s.state <> 'uninstalled' and s.deleted_at is null
    where a.id = automation and a.shop_id = shop and a.archived_at is null
      and coalesce(running, a.enabled)
      and not exists (
        select from public.gym_closings g where g.gym_id = s.gym_id and g.state in ('erasing', 'erased')
      )
  )
$$;
--> statement-breakpoint
revoke execute on function private.is_mailing_stopped(uuid, uuid, boolean) from public;
--> statement-breakpoint
grant execute on function private.is_mailing_stopped(uuid, uuid, boolean) to service_role;
--> statement-breakpoint
-- How many messages within which time a shop's customers get at most; a shop that said nothing has what its
-- row would begin with (`DEFAULT_CAP`).
create or replace function private.mailing_cap(shop uuid, out most integer, out span interval)
language sql stable set search_path = '' as $$
  select coalesce(s.cap_messages, 3), make_interval(hours => 24 * coalesce(s.cap_days, 7))
  from (select) one
  left join public.mailing_settings s on s.shop_id = shop
$$;
--> statement-breakpoint
revoke execute on function private.mailing_cap(uuid) from public;
--> statement-breakpoint
grant execute on function private.mailing_cap(uuid) to service_role;
--> statement-breakpoint
-- When quiet hours of mailings that hold at an instant end; null where none hold. See
-- `private.next_sending_time` for what counts on a night on which clocks change.
create or replace function private.mailing_quiet_end(
  at timestamptz, zone text, quiet_from time, quiet_until time
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  wall constant timestamp := at at time zone zone;
  past_midnight constant boolean := quiet_until < quiet_from;
  -- The day on which a night begins that could hold now: where it goes past midnight and that is over,
  -- the day before.
  shown_quiet constant boolean := case when past_midnight
    then wall::time >= quiet_from or wall::time < quiet_until
    else wall::time >= quiet_from and wall::time < quiet_until
  end;
begin
  if quiet_from is null then return null; end if;
  return (
    select max(span.ends) from (values (wall::date - 1), (wall::date)) night (day)
    cross join lateral (
      select private.instant_of(night.day + quiet_from, zone) as starts,
        -- Of a time that comes twice Postgres takes the second.
        (night.day + past_midnight::integer + quiet_until) at time zone zone as ends
    ) span
    where span.starts <= at and at < span.ends
      or shown_quiet and night.day = wall::date
        - (past_midnight and wall::time < quiet_until)::integer
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.mailing_quiet_end(timestamptz, text, time, time) from public;
--> statement-breakpoint
grant execute on function private.mailing_quiet_end(timestamptz, text, time, time) to service_role;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.message_verdicts(
  uuid, uuid, public.message_channel, text, uuid, time, time, smallint[], integer, timestamptz, uuid[],
  boolean
) from public;
--> statement-breakpoint
grant execute on function private.message_verdicts(
  uuid, uuid, public.message_channel, text, uuid, time, time, smallint[], integer, timestamptz, uuid[],
  boolean
) to service_role;
--> statement-breakpoint
-- The first instant from one on at which something may be sent by the clock and calendar of a zone: not in
-- quiet hours, which may go past midnight (null: there are none), and on a weekday of the list (ISO, Monday
-- is 1; null: on all).
--
-- On a night on which clocks change it is quiet by either reading. What the wall shows counts: none of a
-- doubled hour is used that shows a quiet time, and what follows upon a skipped one is judged by what it
-- shows. So does how long it lasts: from the first time that the wall shows the beginning to the last time
-- that it shows the end (a skipped time is moved forward), so that no window opens in the midst of it.
create or replace function private.next_sending_time(
  at timestamptz, zone text, quiet_from time, quiet_until time, send_days smallint[]
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  result timestamptz := at;
  wall timestamp;
  quiet_end timestamptz;
begin
  -- Every pass goes on by a day or to the end of a night: more are never needed.
  for pass in 1..30 loop
    wall := result at time zone zone;
    quiet_end := private.mailing_quiet_end(result, zone, quiet_from, quiet_until);
    if quiet_end is not null then
      result := quiet_end;
    elsif extract(isodow from wall)::smallint <> all (send_days) then
      result := private.instant_of(wall::date + time '00:00' + interval '1 day', zone);
    else
      return result;
    end if;
  end loop;
  return result;
end
$$;
--> statement-breakpoint
revoke execute on function private.next_sending_time(timestamptz, text, time, time, smallint[])
  from public;
--> statement-breakpoint
grant execute on function private.next_sending_time(timestamptz, text, time, time, smallint[])
  to service_role;
--> statement-breakpoint
-- Plans one node's messages for entries of its version: each is decided at once, and one that was planned
-- before stays as it is. Tells how many were new. What comes due is found by a job; nothing is to be queued.
create or replace function private.plan_messages(
  version uuid, node integer, entries uuid[], at timestamptz
) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  published public.automation_versions;
  wanted public.message_channel;
  template_version uuid;
  planned integer;
begin
  select v.* into published from public.automation_versions v where v.id = version;
  wanted := published.nodes -> node ->> 'kind';
  template_version := published.nodes -> node ->> 'template_version_id';
  with entered as (
    select e.id, e.customer_id, e.details from private.automation_entries e
    where e.id = any (entries) and e.version_id = version
  )
  insert into public.message_logs (
    shop_id, automation_id, version_id, customer_id, node, channel, status, reason, dedupe_key, details,
    planned_for, scheduled_for
  )
  select published.shop_id, published.automation_id, version, e.customer_id, plan_messages.node, wanted,
    (case when v.outcome in ('refused', 'held_out') then v.outcome else 'scheduled' end)
      ::public.message_status,
    v.reason, e.id || ':' || plan_messages.node,
    -- Of a message that never is there are no words.
    case when v.outcome = 'refused' then '{}' else e.details end, at, v.scheduled_for
  from entered e
  join private.message_verdicts(
    published.shop_id, published.automation_id, wanted, published.topic, template_version,
    published.quiet_from, published.quiet_until, published.send_days, published.hold_out_percent, at,
    array(select customer_id from entered)
  ) v on v.customer_id = e.customer_id
  on conflict (shop_id, dedupe_key) do nothing;
  get diagnostics planned = row_count;
  return planned;
end
$$;
--> statement-breakpoint
revoke execute on function private.plan_messages(uuid, integer, uuid[], timestamptz) from public;
--> statement-breakpoint
grant execute on function private.plan_messages(uuid, integer, uuid[], timestamptz) to service_role;
--> statement-breakpoint
-- Why customers would get nothing from a template about a topic by a channel at an instant, the first
-- reason of each (`refusalReasons` is their order), and by whose clock they live. Null: nothing is in the
-- way. Who is not there (any more) has a row too.
--
-- Consent to mails is what Shopify tells; to pushes, that the member turned on the kind `offers`, which is
-- off without a row. A suppression of the address or of the customer keeps mails away; pushes are kept away
-- by the person's own word alone. A child is nobody's customer: neither themselves nor by an address that
-- is their account's.
create or replace function private.refusals_of(
  shop uuid, stopped boolean, channel public.message_channel, topic text, template_version uuid,
  at timestamptz, customers uuid[]
) returns table (customer_id uuid, reason text, zone text)
language plpgsql stable rows 100 set search_path = '' as $$
declare
  by_mail constant boolean := channel = 'email';
  grown_by constant date := private.adults_born_by((at at time zone 'UTC')::date);
  -- What a customer must have a value of, since nothing stands in for it.
  needed constant text[] := coalesce((
    select t.variables from public.message_template_versions t
    where t.id = template_version and t.shop_id = shop
  ), '{}');
begin
  return query
  with known as materialized (
    select a.id as asked, c.*
    from (select distinct unnest as id from unnest(customers)) a
    left join public.customers c on c.id = a.id and c.shop_id = shop
  ), zones as materialized (
    -- Each once: what may be no zone at all is slow to try.
    select z.told from (select distinct k.timezone as told from known k) z
    where z.told is not null and private.is_timezone(z.told)
  )
  select c.asked, case
      when c.id is null or c.redacted_at is not null or c.deleted_at is not null then 'customer_gone'
      when stopped then 'automation_stopped'
      when by_mail and c.email is null then 'no_address'
      when not by_mail and not exists (
        select from public.push_tokens d where d.user_id = c.user_id
      ) then 'no_device'
      when u.birth_date > grown_by or exists (
        select from public.users m
        where lower(m.email collate "C") = lower(c.email collate "C")
          and m.birth_date > grown_by and m.deleted_at is null
      ) then 'minor'
      when by_mail and (exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason <> 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason <> 'unsubscribed'
      )) then 'suppressed'
      when exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason = 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason = 'unsubscribed'
      ) then 'unsubscribed'
      when by_mail and c.email_consent is distinct from 'subscribed' then 'no_consent'
      when not by_mail and not exists (
        select from public.notification_preferences p
        where p.user_id = c.user_id and p.kind = 'offers' and p.channel = 'push' and p.enabled
      ) then 'no_consent'
      when exists (
        select from public.refused_topics r
        where r.customer_id = c.id and r.shop_id = shop and r.topic = refusals_of.topic
      ) then 'topic_refused'
      when exists (
        select from unnest(needed) v (name) where t."values" ->> v.name is null
      ) then 'missing_value'
    end,
    coalesce(z.told, u.timezone, h.timezone)
  from known c
  left join zones z on z.told = c.timezone
  left join public.shops h on h.id = shop
  left join public.users u on u.id = c.user_id
  left join private.template_values(shop, case when needed <> '{}' then customers else '{}' end) t
    on t.customer_id = c.asked;
end
$$;
--> statement-breakpoint
revoke execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) from public;
--> statement-breakpoint
grant execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) to service_role;
--> statement-breakpoint
-- Has messages that failed sent again, as a manager of the shop decides: one, or an automation's by why they
-- failed, ten thousand at a time. Those of which nobody knows whether they came only where it is accepted
-- that some come twice. Whatever keeps a message from anybody is asked again when it is claimed.
--
-- Returns one row: how many wait to be sent again, and how many of them may come twice. None where it is not
-- a shop of the caller's.
create or replace function private.replay_messages(
  automation uuid, message uuid, reasons text[], accepted boolean, at timestamptz
) returns table (replayed integer, may_repeat integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  shops constant uuid[] := private.shop_ids();
  asked public.message_logs;
  again uuid[];
begin
  perform private.hold_caller();
  if message is not null then
    select m.* into asked from public.message_logs m
    where m.id = message and m.shop_id = any (shops) for no key update;
    if not found then
      return;
    end if;
    if asked.status <> 'failed' then
      raise exception 'the message has not failed'
        using errcode = 'check_violation', constraint = 'message_not_failed';
    end if;
    again := array[asked.id];
  else
    perform from public.automations a where a.id = automation and a.shop_id = any (shops);
    if not found then
      return;
    end if;
    again := array(
      select m.id from public.message_logs m
      where m.automation_id = automation and m.status = 'failed' and m.reason = any (reasons)
      order by m.id limit 10000 for no key update skip locked
    );
  end if;
  if accepted is not true and (
    asked.reason = 'outcome_unknown' or message is null and 'outcome_unknown' = any (reasons)
  ) then
    raise exception 'some may come twice'
      using errcode = 'check_violation', constraint = 'messages_may_repeat';
  end if;
  return query
  with waiting as (
    update public.message_logs m
    set status = 'scheduled', reason = null, error = null, attempts = 0, address = null,
      provider_message_id = null, sent_at = null, scheduled_for = at
    from public.message_logs failed
    where m.id = failed.id and failed.id = any (again)
    returning failed.reason
  )
  select count(*)::integer, (count(*) filter (where w.reason = 'outcome_unknown'))::integer
  from waiting w;
end
$$;
--> statement-breakpoint
revoke execute on function private.replay_messages(uuid, uuid, text[], boolean, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.replay_messages(uuid, uuid, text[], boolean, timestamptz)
  to authenticated;
--> statement-breakpoint
-- Writes what became of the messages of a claim, as `[{ id, status, reason, ticket, error, pause_s, taken }]`,
-- and tells of how many: what is not this claim's any more stays as it is. One that was surely not taken
-- (`taken` is false) no longer counts for the cap; a claim holds no two messages of a customer.
create or replace function private.settle_messages(
  claim uuid, claimed_at timestamptz, ends jsonb, at timestamptz
) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  settled integer;
begin
  -- In order, before anything else is held: who claims does not wait, and counts under the same lock.
  perform from public.customers c
  where c.id = any (array(
    select m.customer_id from jsonb_to_recordset(ends) e (id uuid, taken boolean)
    join public.message_logs m on m.id = e.id where not e.taken
  ))
  order by c.id for no key update;
  with told as (
    select * from jsonb_to_recordset(ends) e (
      id uuid, status public.message_status, reason text, ticket text, error text, pause_s integer,
      taken boolean
    )
  ), ended as (
    update public.message_logs m set
      status = e.status, reason = e.reason, claim = null,
      -- Who was redacted meanwhile has no address here, and a provider's words might hold it.
      error = case when m.channel = 'push' or m.address is not null then left(e.error, 500) end,
      claimed_until = null, provider_message_id = coalesce(e.ticket, m.provider_message_id),
      sent_at = case e.status when 'sent' then settle_messages.at else m.sent_at end,
      address = case when e.taken then m.address end,
      scheduled_for = case e.status when 'scheduled'
        then settle_messages.at + make_interval(secs => e.pause_s) else m.scheduled_for end
    from told e
    where m.id = e.id and m.claim = settle_messages.claim and m.status = 'sending'
    returning m.shop_id, m.customer_id, e.taken
  ), returned as (
    update private.mailing_contacts k set handed_over =
      k.handed_over[:array_position(k.handed_over, claimed_at::timestamptz(3)) - 1]
      || k.handed_over[array_position(k.handed_over, claimed_at::timestamptz(3)) + 1:]
    from ended e
    where not e.taken and k.customer_id = e.customer_id and k.shop_id = e.shop_id
      and claimed_at::timestamptz(3) = any (k.handed_over)
  )
  select count(*) into settled from ended;
  return settled;
end
$$;
--> statement-breakpoint
revoke execute on function private.settle_messages(uuid, timestamptz, jsonb, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.settle_messages(uuid, timestamptz, jsonb, timestamptz) to service_role;
--> statement-breakpoint
-- What stands for an address that we had to forget, in one shop: nobody can try addresses against it who
-- has not the first key, which no role reads.
create or replace function private.address_digest(shop uuid, address text) returns bytea
language sql stable set search_path = '' as $$
  select private.mailing_mac(
    1, convert_to('address', 'UTF8') || uuid_send(shop) || convert_to(lower(address), 'UTF8')
  )
$$;
--> statement-breakpoint
revoke execute on function private.address_digest(uuid, text) from public;
--> statement-breakpoint
-- Takes what Resend tells of a mail, once for each event, in whatever order: a message goes forward only
-- (failed, delivered, bounced, complained), and an address that bounced for good, complained or is given
-- up by the provider is suppressed, whatever became of the message. `message` and `attempt` are the tags
-- that our mails carry, for an event may be here before the provider's id is.
--
-- A message that was replayed has several mails. That one of them came, or that somebody complained of it,
-- is so of the message: what waits is not sent again. That another mail than the last did not come says
-- nothing of the last, and moves nothing.
--
-- Answers `applied`, `stale` where the message was further already or that was another mail of it,
-- `duplicate`, or `ignored` for a mail that is no mailing.
create or replace function private.apply_resend_event(
  event text, kind text, at timestamptz, message uuid, attempt uuid, provider_id text, address text,
  lasting boolean, detail text
) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- Each may be followed by those behind it.
  ranks constant public.message_status[] :=
    array['scheduled', 'sending', 'sent', 'failed', 'delivered', 'bounced', 'complained'];
  reached constant public.message_status := case kind
    when 'email.delivered' then 'delivered' when 'email.bounced' then 'bounced'
    when 'email.complained' then 'complained' else 'failed'
  end;
  reason constant text := case
    when kind = 'email.complained' then 'complained'
    when kind = 'email.suppressed' or kind = 'email.bounced' and lasting then 'bounced'
  end;
  sent public.message_logs;
  -- Whom we had to forget.
  gone boolean;
  told_of text;
begin
  insert into private.webhook_deliveries (provider, message_id, event_type, occurred_at)
  values ('resend', event, kind, at)
  on conflict do nothing;
  if not found then
    return 'duplicate';
  end if;
  if kind not in (
    'email.delivered', 'email.bounced', 'email.complained', 'email.failed', 'email.suppressed'
  ) then
    return 'ignored';
  end if;
  select l.* into sent from public.message_logs l
  where l.channel = 'email' and (
    l.id = message or message is null and l.provider_message_id = provider_id
  );
  if not found then
    return 'ignored';
  end if;
  -- The customer before the message, as the claim holds them.
  select coalesce(c.redacted_at, c.deleted_at) is not null into gone from public.customers c
  where c.id = sent.customer_id for no key update;
  -- Where that mail went: another of the message may have gone elsewhere.
  told_of := lower(coalesce(apply_resend_event.address, sent.address));
  if reason is not null and told_of is not null then
    if gone and not exists (
      select from public.customers c
      where c.shop_id = sent.shop_id and lower(c.email collate "C") = told_of
    ) then
      insert into private.forgotten_suppressions (shop_id, digest, reason, since)
      values (sent.shop_id, private.address_digest(sent.shop_id, told_of), reason, at)
      on conflict do nothing;
    else
      insert into public.suppressions (shop_id, address, customer_id, reason, since)
      values (
        sent.shop_id, told_of,
        case when reason = 'complained' and not gone then sent.customer_id end, reason, at
      )
      on conflict do nothing;
    end if;
  end if;
  update public.message_logs l
  set status = reached, claim = null, claimed_until = null,
    reason = case when reached = 'failed' then 'refused_by_provider' end,
    error = case when not gone then coalesce(left(detail, 500), l.error) end,
    provider_message_id = case when not gone then coalesce(l.provider_message_id, provider_id) end,
    sent_at = coalesce(l.sent_at, at)
  where l.id = sent.id and array_position(ranks, l.status) < array_position(ranks, reached)
    and (reached in ('delivered', 'complained') or case l.status
      when 'scheduled' then false
      when 'sending' then coalesce(apply_resend_event.attempt = l.claim, true)
      else coalesce(l.provider_message_id = provider_id, true)
    end);
  return case when found then 'applied' else 'stale' end;
end
$$;
--> statement-breakpoint
revoke execute on function private.apply_resend_event(
  text, text, timestamptz, uuid, uuid, text, text, boolean, text
) from public;
--> statement-breakpoint
grant execute on function private.apply_resend_event(
  text, text, timestamptz, uuid, uuid, text, text, boolean, text
) to service_role;
--> statement-breakpoint
-- The customer whose links have this token; null for one that we did not make, and where the shop is
-- gone. What is compared are digests of both, so that the time it takes says nothing of how much is right.
create or replace function private.customer_of_token(token text) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  bytes bytea;
  named bytea;
  customer uuid;
begin
  if token is null or token !~ '^[A-Za-z0-9_-]{44}$' then
    return null;
  end if;
  bytes := decode(translate(token, '-_', '+/'), 'base64');
  named := substr(bytes, 1, 17);
  if sha256(private.mailing_mac(get_byte(bytes, 0), convert_to('unsubscribe', 'UTF8') || named))
    is distinct from sha256(substr(bytes, 18)) then
    return null;
  end if;
  customer := encode(substr(named, 2), 'hex')::uuid;
  return (
    select c.id from public.customers c
    join public.shops s on s.id = c.shop_id and s.deleted_at is null
    where c.id = customer
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.customer_of_token(text) from public;
--> statement-breakpoint
-- Forgets that somebody had an address of a shop, but not what was said of it: where nobody has it any
-- more its suppressions stay as digests, and where another customer has it, as those of the address alone.
create or replace function private.forget_address(shop uuid, forgotten text) returns void
language plpgsql volatile set search_path = '' as $$
declare
  holders constant uuid[] := array(
    select c.id from public.customers c
    where c.shop_id = shop and lower(c.email collate "C") = lower(forgotten collate "C")
  );
begin
  -- A customer who said so stays unsubscribed by their own row, which names nobody.
  insert into public.suppressions (shop_id, customer_id, reason, since)
  select s.shop_id, s.customer_id, s.reason, s.since from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten)
    and s.customer_id is not null and s.customer_id <> all (holders)
  on conflict do nothing;
  if holders = '{}' then
    insert into private.forgotten_suppressions (shop_id, digest, reason, since)
    select s.shop_id, private.address_digest(shop, forgotten), s.reason, min(s.since)
    from public.suppressions s
    where s.shop_id = shop and s.address = lower(forgotten)
    group by s.shop_id, s.reason
    on conflict do nothing;
    delete from public.suppressions s where s.shop_id = shop and s.address = lower(forgotten);
    return;
  end if;
  insert into public.suppressions (shop_id, address, reason, since)
  select s.shop_id, s.address, s.reason, min(s.since) from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten) and s.customer_id <> all (holders)
  group by s.shop_id, s.address, s.reason
  on conflict do nothing;
  delete from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten) and s.customer_id <> all (holders);
end
$$;
--> statement-breakpoint
revoke execute on function private.forget_address(uuid, text) from public;
--> statement-breakpoint
-- What only who has a key can compute of a message: the nested MAC (NMAC, Bellare, Canetti, Krawczyk
-- 1996, of which HMAC is the form for one key) over SHA-256, its first 16 bytes.
create or replace function private.mailing_mac(key_id integer, message bytea) returns bytea
language sql stable set search_path = '' as $$
  select substr(sha256(k.outer_key || sha256(k.inner_key || message)), 1, 16)
  from private.mailing_keys k where k.id = key_id
$$;
--> statement-breakpoint
revoke execute on function private.mailing_mac(integer, bytea) from public;
--> statement-breakpoint
-- What who has this token is told of the mailings of a shop: whose it is, the address but for most of its
-- letters, their language, whether they agreed at all, whether they unsubscribed, whether the provider
-- gave the address up, and what they want nothing about. No row for a token that leads to nobody.
create or replace function private.mailing_preferences(token text)
returns table (
  gym_name text, address text, locale text, agreed boolean, unsubscribed boolean,
  undeliverable boolean, refused text[]
)
language plpgsql stable security definer rows 1 set search_path = '' as $$
begin
  return query
    select g.name, regexp_replace(c.email, '^(.)[^@]*@', '\1•••@'), c.locale,
      coalesce(c.email_consent = 'subscribed', false),
      coalesce(bool_or(s.reason = 'unsubscribed'), false),
      coalesce(bool_or(s.reason <> 'unsubscribed'), false),
      array(
        select r.topic from public.refused_topics r
        where r.customer_id = c.id and r.shop_id = c.shop_id order by r.topic
      )
    from public.customers c
    join public.shops h on h.id = c.shop_id
    join public.gyms g on g.id = h.gym_id
    left join public.suppressions s
      on s.shop_id = c.shop_id and (s.customer_id = c.id or s.address = lower(c.email))
    where c.id = private.customer_of_token(token)
    group by g.name, c.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.mailing_preferences(text) from public;
--> statement-breakpoint
grant execute on function private.mailing_preferences(text) to anon, authenticated;
--> statement-breakpoint
-- Sets what who has this token wants, at an instant: none at all or not (null: as it is), and the topics
-- to leave out.
-- They alone may take their own word back. A door of its own, opened by the token alone; false for one
-- that leads to nobody.
create or replace function private.put_mailing_preferences(
  token text, unsubscribed boolean, refused text[], at timestamptz default now()
) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  who constant uuid := private.customer_of_token(token);
  customer public.customers;
begin
  select c.* into customer from public.customers c where c.id = who for no key update;
  if not found then
    return false;
  end if;
  delete from public.refused_topics r
  where r.customer_id = customer.id and r.shop_id = customer.shop_id and r.topic <> all (refused);
  insert into public.refused_topics (shop_id, customer_id, topic, created_at)
  select customer.shop_id, customer.id, t.topic, at from unnest(refused) t (topic)
  on conflict do nothing;
  if unsubscribed then
    perform private.unsubscribe(token, at);
  elsif not unsubscribed then
    perform private.resubscribe(customer);
  end if;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.put_mailing_preferences(text, boolean, text[], timestamptz)
  from public;
--> statement-breakpoint
grant execute on function private.put_mailing_preferences(text, boolean, text[], timestamptz)
  to anon, authenticated;
--> statement-breakpoint
-- Trigger: of customers whose address we had to forget before, the suppressions come back. One look
-- where the shop has none of those.
create or replace function private.recall_suppressions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from private.forgotten_suppressions f
    where f.shop_id = any (array(select distinct t.shop_id from told t))
  ) then
    return null;
  end if;
  insert into public.suppressions (shop_id, address, reason, since)
  select t.shop_id, lower(t.email), f.reason, f.since
  from told t
  join private.forgotten_suppressions f
    on f.shop_id = t.shop_id and f.digest = private.address_digest(t.shop_id, t.email)
  where t.email is not null
  on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.recall_suppressions() from public;
--> statement-breakpoint
-- The token of a customer's links: 44 letters of base64url that say which key signed, which customer it
-- is, and the MAC of both. It is bound to one customer, and so to one shop, and never expires.
create or replace function private.unsubscribe_token(customer uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  key_id constant integer := (select max(k.id) from private.mailing_keys k);
  named constant bytea := set_byte('\x00'::bytea, 0, key_id) || uuid_send(customer);
begin
  return translate(encode(
    named || private.mailing_mac(key_id, convert_to('unsubscribe', 'UTF8') || named), 'base64'
  ), '+/', '-_');
end
$$;
--> statement-breakpoint
revoke execute on function private.unsubscribe_token(uuid) from public;
--> statement-breakpoint
grant execute on function private.unsubscribe_token(uuid) to service_role;
--> statement-breakpoint
-- Unsubscribes who has this token from all mailings of their shop, at an instant: the customer, whatever
-- address they have later, and the address, whosever it is later. Again changes nothing. A door of its
-- own, opened by the token alone; false for one that leads to nobody. The customer is held as the claim
-- of a message holds them, so that nothing is handed over once this has answered.
create or replace function private.unsubscribe(token text, at timestamptz default now())
returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  who constant uuid := private.customer_of_token(token);
  customer public.customers;
begin
  select c.* into customer from public.customers c where c.id = who for no key update;
  if not found then
    return false;
  end if;
  insert into public.suppressions (shop_id, address, customer_id, reason, since)
  values (customer.shop_id, lower(customer.email), customer.id, 'unsubscribed', at)
  on conflict do nothing;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.unsubscribe(text, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.unsubscribe(text, timestamptz) to anon, authenticated;
--> statement-breakpoint
-- The values of one customer for a manager of their shop, who is shown what a template comes to; no row
-- for anybody else's, and for who was deleted or redacted.
create or replace function private.preview_values(shop uuid, customer uuid)
returns table (locale text, "values" jsonb)
language plpgsql stable security definer rows 1 set search_path = '' as $$
begin
  if (shop = any (private.shop_ids())) is not true or not exists (
    select from public.customers c
    where c.id = customer and c.shop_id = shop and c.deleted_at is null and c.redacted_at is null
  ) then
    return;
  end if;
  return query
    select v.locale, v."values" from private.template_values(shop, array[customer]) v;
end
$$;
--> statement-breakpoint
revoke execute on function private.preview_values(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.preview_values(uuid, uuid) to authenticated;
--> statement-breakpoint
-- The values that templates may name, of some customers of a shop, with the language of each. What is
-- declared in `src/mailings/templates/values.ts`; what comes with a trigger, its entry's details tell. A
-- child's belt is told to nobody here.
create or replace function private.template_values(shop uuid, customers uuid[])
returns table (customer_id uuid, locale text, "values" jsonb)
language sql stable set search_path = '' as $$
  select c.id, c.locale, jsonb_build_object(
    'first_name', c.first_name, 'last_name', c.last_name,
    'shop_domain', h.domain, 'shop_url', 'https://' || h.domain, 'gym_name', g.name,
    'orders_count', coalesce(t.orders_count, 0),
    'total_spent', coalesce(t.total_spent, 0)::numeric(19, 4)::text, 'currency', h.currency,
    'last_order_on', (t.last_order_at at time zone h.timezone)::date,
    'segment', t.segment,
    'belt', (
      select r.belt from public.graduations r
      where r.user_id = u.id and r.gym_id = h.gym_id and r.voids is null
        and not exists (select from public.graduations v where v.voids = r.id)
      order by r.awarded_on desc, r.created_at desc, r.id desc limit 1
    )
  )
  from public.customers c
  join public.shops h on h.id = c.shop_id
  join public.gyms g on g.id = h.gym_id
  left join public.customer_stats t on t.customer_id = c.id and t.shop_id = c.shop_id
  left join public.users u on u.id = c.user_id
    and coalesce(u.birth_date <= private.adults_born_by(), true)
  where c.shop_id = shop and c.id = any (template_values.customers)
$$;
--> statement-breakpoint
revoke execute on function private.template_values(uuid, uuid[]) from public;
--> statement-breakpoint
grant execute on function private.template_values(uuid, uuid[]) to service_role;
--> statement-breakpoint
-- Deletes some of what is left of a gym that is closed: `at_most` rows. First everybody leaves, so that
-- nobody writes any more; what was under way then is found when it looks again a minute later. What
-- stays, and why: `src/owner/closing/gym-tables.ts`.
create or replace function private.erase_gym_slice(closing uuid, at_most integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  closed public.gym_closings;
  gone integer;
  most integer := at_most;
  part text;
begin
  select c.* into closed from public.gym_closings c where c.id = closing and c.state = 'erasing';
  if not found then return; end if;
  update public.memberships m set left_at = coalesce(m.left_at, now()), external_ref = null
  where m.id = any (array(
    -- An erased person's rows are nobody's to write.
    select o.id from public.memberships o join public.users u on u.id = o.user_id
    where o.gym_id = closed.gym_id and u.deleted_at is null
      and (o.left_at is null or o.external_ref is not null)
    order by o.user_id limit at_most
  ));
  get diagnostics gone = row_count;
  if gone > 0 then return; end if;
  update public.grading_events e set name = null where e.gym_id = closed.gym_id and e.name is not null;
  foreach part in array array[
    -- With what was said and done below them.
    'public.posts',
    'public.attachments', 'public.assets',
    'public.front_desk_events', 'public.front_desks', 'private.member_pins',
    -- Books are for who keeps them: the gym has had its export.
    'public.dues_accounts', 'public.dues_plans',
    'public.check_ins', 'private.class_dates', 'public.class_changes', 'public.classes',
    'public.calendar_links', 'public.invitations',
    'public.notification_recipients', 'public.notifications',
    'public.documents', 'public.rank_systems'
  ] loop
    execute format(
      'delete from %1$s where ctid = any (array(
        select t.ctid from %1$s t where t.gym_id = $1 limit $2
      ))', part
    ) using closed.gym_id, most;
    get diagnostics gone = row_count;
    most := most - gone;
    exit when most = 0;
  end loop;
  if most < at_most then
    -- Whatever came since it was empty is gone now as well.
    update public.gym_closings c set emptied_at = null where c.id = closing;
    return;
  end if;
  update public.gym_closings c
  set emptied_at = coalesce(c.emptied_at, now()),
      state = case when c.emptied_at is null then c.state else 'erased' end,
      erased_at = case when c.emptied_at is null then c.erased_at else now() end
  where c.id = closing;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_gym_slice(uuid, integer) from public;
--> statement-breakpoint
-- Takes every word about a customer away, and makes them where they were not known, so that what comes
-- later finds that they are gone.
create or replace function private.empty_customer(shop uuid, customer_id bigint) returns void
language plpgsql set search_path = '' as $$
declare
  -- That they have, and that they had: what they said names them as well, and so does a mail.
  addresses constant text[] := array(
    select distinct lower(a.address) from public.customers c
    cross join lateral (
      select c.email
      union all select s.address from public.suppressions s
      where s.customer_id = c.id and s.shop_id = shop
      union all select m.address from public.message_logs m
      where m.customer_id = c.id and m.shop_id = shop
    ) a (address)
    where c.shop_id = shop and c.shopify_id = empty_customer.customer_id and a.address is not null
    order by 1
  );
begin
  delete from public.refused_topics r using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and r.customer_id = c.id and r.shop_id = shop;
  insert into public.customers as c (shop_id, shopify_id) values (shop, customer_id)
  on conflict (shop_id, shopify_id) do update set
    email = null, first_name = null, last_name = null, phone = null, user_id = null,
    matched_by = null, email_consent = null, sms_consent = null, locale = null, timezone = null,
    shopify_group = null, shopify_created_at = null, shopify_updated_at = null,
    told_at = default, seen_at = default;
  -- What was said of their addresses outlives them.
  perform private.forget_address(shop, a.address) from unnest(addresses) a (address);
  delete from private.refused_matches r using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and r.customer_id = c.id and r.shop_id = shop;
  delete from private.automation_events e using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and e.customer_id = c.id and e.shop_id = shop;
  delete from private.automation_entries e using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and e.customer_id = c.id and e.shop_id = shop;
  delete from public.customer_tags t using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and t.customer_id = c.id and t.shop_id = shop;
  -- That there was a message stays countable. What holds nothing of them stays as it is, for when a
  -- refusal was last touched tells whether it was there from the beginning.
  update public.message_logs m
  set address = null, details = '{}', error = null, provider_message_id = null
  from public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and m.customer_id = c.id and m.shop_id = shop
    and (m.details <> '{}' or num_nonnulls(m.address, m.error, m.provider_message_id) > 0);
end
$$;
--> statement-breakpoint
revoke execute on function private.empty_customer(uuid, bigint) from public;
--> statement-breakpoint
-- Gathers all that is held of the customer who asked, where the shop's managers find it: bounded, newest
-- first, and saying how much was left out. Amounts and ids are text, as everywhere in JSON.
create or replace function private.answer_data_request(request uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  asked public.privacy_requests;
  customer public.customers;
  most constant integer := 10000;
  gathered jsonb;
begin
  select r.* into asked from public.privacy_requests r
  where r.id = request and r.kind = 'data_request' and r.status = 'open' for update;
  if not found then return false; end if;
  select c.* into customer from public.customers c
  where c.shop_id = asked.shop_id and c.shopify_id = asked.customer_shopify_id
    and c.redacted_at is null;
  if found then
    gathered := jsonb_build_object(
      'customer', to_jsonb(customer)
        - '{id,shop_id,user_id,matched_by,observed_at,redacted_at,created_at,updated_at}'::text[]
        || jsonb_build_object('shopify_id', customer.shopify_id::text),
      'sums', (
        select to_jsonb(t) - '{customer_id,shop_id}'::text[]
          || jsonb_build_object('total_spent', t.total_spent::text)
        from public.customer_stats t
        where t.customer_id = customer.id
      ),
      'segments', (
        select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (
          select m."from", m."to", m.rfm, m.as_of from public.segment_changes m
          where m.customer_id = customer.id
          order by m.as_of desc, m.created_at desc limit most
        ) s
      ),
      'orders', (
        select coalesce(jsonb_agg(to_jsonb(o)), '[]') from (
          select d.shopify_id::text as shopify_id, d.order_number,
            d.total_price::text as total_price, d.refunded::text as refunded, d.currency,
            d.financial_status, d.placed_at, d.cancelled_at, d.deleted_at
          from public.orders d
          where d.customer_id = customer.id
          order by d.placed_at desc, d.id desc limit most
        ) o
      ),
      'orders_left_out', (
        select greatest(count(*) - most, 0) from public.orders d
        where d.customer_id = customer.id
      ),
      'messages', (
        select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (
          select l.channel, l.status, l.reason, l.address, l.details, l.planned_for, l.sent_at
          from public.message_logs l
          where l.customer_id = customer.id
          order by l.planned_for desc, l.id desc limit most
        ) m
      ),
      'messages_left_out', (
        select greatest(count(*) - most, 0) from public.message_logs l
        where l.customer_id = customer.id
      ),
      'tags', (
        select coalesce(jsonb_agg(t.tag order by t.tag), '[]') from public.customer_tags t
        where t.customer_id = customer.id
      ),
      'refused_topics', (
        select coalesce(jsonb_agg(r.topic order by r.topic), '[]') from public.refused_topics r
        where r.customer_id = customer.id
      ),
      'suppressions', (
        select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (
          select p.address, p.reason, p.since from public.suppressions p
          where p.shop_id = customer.shop_id
            and (p.customer_id = customer.id or p.address = lower(customer.email))
          order by p.since, p.id
        ) s
      )
    );
  end if;
  update public.privacy_requests
  set status = 'done', done_at = now(), data = coalesce(gathered, '{"customer": null}')
  where id = request;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.answer_data_request(uuid) from public;
--> statement-breakpoint
grant execute on function private.answer_data_request(uuid) to service_role;
--> statement-breakpoint
-- Forgets a customer of a shop, at once and wherever their data is: also what waits to be applied, what
-- could not be read and what was gathered for them. Shopify names them by id, and by address where it
-- has no id any more.
create or replace function private.redact_shop_customer(
  asked_shop uuid, customer bigint, address text
) returns table (written integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  forgotten constant bigint :=
    coalesce(customer, private.customer_of_address(asked_shop, address));
  -- What a line about them holds, in small letters: the address that is said, and the one we know.
  addresses constant text[] := array_remove(array[lower(address), (
    select lower(c.email) from public.customers c
    where c.shop_id = asked_shop and c.shopify_id = forgotten
  )], null);
begin
  delete from public.backfill_rejects r
  where r.shop_id = asked_shop and (
    r.line ~ ('\y' || forgotten || '\y')
    or exists (select from unnest(addresses) a (address) where strpos(lower(r.line), a.address) > 0)
  );
  if forgotten is not null then
    -- First: who applies one holds it before the customer.
    delete from private.postponed_deliveries d
    where d.shop_id = asked_shop and d.customer_shopify_id = forgotten;
    update public.privacy_requests r set data = null
    where r.shop_id = asked_shop and r.customer_shopify_id = forgotten;
    delete from public.dry_run_customers d using public.customers c
    where c.shop_id = asked_shop and c.shopify_id = forgotten and d.customer_id = c.id
      and d.shop_id = c.shop_id;
    perform private.redact_customer(asked_shop, forgotten);
  end if;
  -- Also where no customer has it.
  perform private.forget_address(asked_shop, a.address) from unnest(addresses) a (address);
  insert into public.privacy_requests (shop_id, kind, status, customer_shopify_id, done_at)
  values (asked_shop, 'redact_customer', 'done', forgotten, now());
  written := 1;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.redact_shop_customer(uuid, bigint, text) from public;
--> statement-breakpoint
grant execute on function private.redact_shop_customer(uuid, bigint, text) to service_role;
--> statement-breakpoint
-- Deletes some of what is left of a shop that is to be forgotten, and says whether that was all: the
-- shop's own row stays, without anything below it, and the entry that it was done.
create or replace function private.redact_shop_slice(request uuid, at_most integer) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  forgotten uuid;
  deleted integer;
  most integer := at_most;
  part text;
begin
  select r.shop_id into forgotten from public.privacy_requests r
  join public.shops s on s.id = r.shop_id and s.deleted_at is not null
  where r.id = request and r.kind = 'redact_shop';
  if not found then return true; end if;
  foreach part in array array[
    'private.automation_events', 'public.customer_tags', 'public.message_logs',
    'private.automation_entries', 'public.dry_run_customers', 'public.dry_runs',
    'public.automation_versions', 'public.automations',
    'public.orders', 'private.order_refunds', 'private.deleted_orders',
    -- What refers to customers, before them.
    'public.suppressions', 'private.forgotten_suppressions', 'public.mailing_settings',
    -- After the automations that send them.
    'public.message_template_versions', 'public.message_templates',
    -- Their sums, scores, segments and refused topics go with them.
    'public.customers',
    'private.orders_seen', 'public.order_differences', 'public.reconciliations',
    -- What was being read goes with what it was read for.
    'public.backfill_rejects', 'public.backfills',
    'public.rfm_runs',
    -- What was postponed goes with them.
    'private.shopify_deliveries'
  ] loop
    execute format(
      'delete from %1$s where ctid = any (array(
        select t.ctid from %1$s t where t.shop_id = $1 limit $2
      ))', part
    ) using forgotten, most;
    get diagnostics deleted = row_count;
    most := most - deleted;
  end loop;
  if most = 0 then return false; end if;
  delete from public.privacy_requests r where r.shop_id = forgotten and r.id <> request;
  update public.privacy_requests set status = 'done', done_at = now() where id = request;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.redact_shop_slice(uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.redact_shop_slice(uuid, integer) to service_role;
--> statement-breakpoint
CREATE TABLE "private"."automation_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"key" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"node" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automation_entries_once" UNIQUE("automation_id","customer_id","key"),
	CONSTRAINT "automation_entries_state_check" CHECK ("private"."automation_entries"."state" in ('active', 'done', 'left')),
	CONSTRAINT "automation_entries_key_check" CHECK (char_length("private"."automation_entries"."key") between 1 and 200),
	CONSTRAINT "automation_entries_details_check" CHECK (jsonb_typeof("private"."automation_entries"."details") = 'object' and octet_length("private"."automation_entries"."details"::text) <= 2000),
	CONSTRAINT "automation_entries_node_check" CHECK ("private"."automation_entries"."node" >= 0),
	CONSTRAINT "automation_entries_due_at_check" CHECK ("private"."automation_entries"."due_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automation_entries_created_at_check" CHECK ("private"."automation_entries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automation_entries_updated_at_check" CHECK ("private"."automation_entries"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."automation_entries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."automation_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"trigger" "trigger_type" NOT NULL,
	"key" text NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automation_events_key_check" CHECK (char_length("private"."automation_events"."key") between 1 and 200),
	CONSTRAINT "automation_events_details_check" CHECK (jsonb_typeof("private"."automation_events"."details") = 'object' and octet_length("private"."automation_events"."details"::text) <= 2000),
	CONSTRAINT "automation_events_happened_at_check" CHECK ("private"."automation_events"."happened_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automation_events_created_at_check" CHECK ("private"."automation_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."automation_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "automation_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"trigger" "trigger_type" NOT NULL,
	"trigger_options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"conditions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"topic" text DEFAULT 'offers' NOT NULL,
	"quiet_from" time(0),
	"quiet_until" time(0),
	"send_days" smallint[],
	"hold_out_percent" integer DEFAULT 0 NOT NULL,
	"attribution_days" integer DEFAULT 7 NOT NULL,
	"nodes" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automation_versions_number_unique" UNIQUE("automation_id","shop_id","number"),
	CONSTRAINT "automation_versions_id_shop_id_unique" UNIQUE("id","automation_id","shop_id"),
	CONSTRAINT "automation_versions_number_check" CHECK ("automation_versions"."number" >= 1),
	CONSTRAINT "automation_versions_trigger_options_check" CHECK (jsonb_typeof("automation_versions"."trigger_options") = 'object' and octet_length("automation_versions"."trigger_options"::text) <= 2000),
	CONSTRAINT "automation_versions_conditions_check" CHECK (case when jsonb_typeof("automation_versions"."conditions") = 'array' and octet_length("automation_versions"."conditions"::text) <= 10000 then
      jsonb_array_length(jsonb_path_query_array("automation_versions"."conditions", 'strict $[*] ? (@.type() == "object" && @.field.type() == "string" && @.is.type() == "string")')) = jsonb_array_length("automation_versions"."conditions")
      else "automation_versions"."conditions" is null end),
	CONSTRAINT "automation_versions_nodes_check" CHECK (case when jsonb_typeof("automation_versions"."nodes") = 'array' and octet_length("automation_versions"."nodes"::text) <= 30000 then
      jsonb_array_length(jsonb_path_query_array("automation_versions"."nodes", 'strict $[*] ? (@.type() == "object" && @.kind.type() == "string")')) = jsonb_array_length("automation_versions"."nodes")
      else "automation_versions"."nodes" is null end),
	CONSTRAINT "automation_versions_topic_check" CHECK ("automation_versions"."topic" in ('offers', 'training', 'milestones')),
	CONSTRAINT "automation_versions_quiet_from_check" CHECK ("automation_versions"."quiet_from" < '24:00' and extract(second from "automation_versions"."quiet_from") = 0),
	CONSTRAINT "automation_versions_quiet_until_check" CHECK ("automation_versions"."quiet_until" < '24:00' and extract(second from "automation_versions"."quiet_until") = 0),
	CONSTRAINT "automation_versions_send_days_check" CHECK (cardinality("automation_versions"."send_days") between 1 and 7 and array_position("automation_versions"."send_days", null) is null
        and "automation_versions"."send_days" <@ '{1,2,3,4,5,6,7}'::smallint[]),
	CONSTRAINT "automation_versions_hold_out_percent_check" CHECK ("automation_versions"."hold_out_percent" between 0 and 50),
	CONSTRAINT "automation_versions_attribution_days_check" CHECK ("automation_versions"."attribution_days" between 1 and 90),
	CONSTRAINT "automation_versions_quiet_check" CHECK (num_nonnulls("automation_versions"."quiet_from", "automation_versions"."quiet_until") in (0, 2)
      and coalesce("automation_versions"."quiet_from" <> "automation_versions"."quiet_until", true)),
	CONSTRAINT "automation_versions_created_at_check" CHECK ("automation_versions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "automation_versions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "automations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"name" text NOT NULL,
	"trigger" "trigger_type" NOT NULL,
	"trigger_options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"conditions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"topic" text DEFAULT 'offers' NOT NULL,
	"quiet_from" time(0),
	"quiet_until" time(0),
	"send_days" smallint[],
	"hold_out_percent" integer DEFAULT 0 NOT NULL,
	"attribution_days" integer DEFAULT 7 NOT NULL,
	"action" "action_type" NOT NULL,
	"template_id" uuid,
	"tag" text,
	"delay_minutes" integer DEFAULT 0 NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"enabled_at" timestamp (3) with time zone,
	"published_version" integer,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automations_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "automations_name_check" CHECK (char_length("automations"."name") between 1 and 100),
	CONSTRAINT "automations_trigger_options_check" CHECK (jsonb_typeof("automations"."trigger_options") = 'object' and octet_length("automations"."trigger_options"::text) <= 2000),
	CONSTRAINT "automations_conditions_check" CHECK (case when jsonb_typeof("automations"."conditions") = 'array' and octet_length("automations"."conditions"::text) <= 10000 then
      jsonb_array_length(jsonb_path_query_array("automations"."conditions", 'strict $[*] ? (@.type() == "object" && @.field.type() == "string" && @.is.type() == "string")')) = jsonb_array_length("automations"."conditions")
      else "automations"."conditions" is null end),
	CONSTRAINT "automations_steps_check" CHECK (case when jsonb_typeof("automations"."steps") = 'array' and octet_length("automations"."steps"::text) <= 20000 then
      jsonb_array_length(jsonb_path_query_array("automations"."steps", 'strict $[*] ? (@.type() == "object" && @.kind.type() == "string")')) = jsonb_array_length("automations"."steps")
      else "automations"."steps" is null end),
	CONSTRAINT "automations_topic_check" CHECK ("automations"."topic" in ('offers', 'training', 'milestones')),
	CONSTRAINT "automations_quiet_from_check" CHECK ("automations"."quiet_from" < '24:00' and extract(second from "automations"."quiet_from") = 0),
	CONSTRAINT "automations_quiet_until_check" CHECK ("automations"."quiet_until" < '24:00' and extract(second from "automations"."quiet_until") = 0),
	CONSTRAINT "automations_send_days_check" CHECK (cardinality("automations"."send_days") between 1 and 7 and array_position("automations"."send_days", null) is null
        and "automations"."send_days" <@ '{1,2,3,4,5,6,7}'::smallint[]),
	CONSTRAINT "automations_hold_out_percent_check" CHECK ("automations"."hold_out_percent" between 0 and 50),
	CONSTRAINT "automations_attribution_days_check" CHECK ("automations"."attribution_days" between 1 and 90),
	CONSTRAINT "automations_tag_check" CHECK (char_length("automations"."tag") between 1 and 50),
	CONSTRAINT "automations_delay_minutes_check" CHECK ("automations"."delay_minutes" between 0 and 129600),
	CONSTRAINT "automations_published_version_check" CHECK ("automations"."published_version" >= 1),
	CONSTRAINT "automations_quiet_check" CHECK (num_nonnulls("automations"."quiet_from", "automations"."quiet_until") in (0, 2)
      and coalesce("automations"."quiet_from" <> "automations"."quiet_until", true)),
	CONSTRAINT "automations_action_check" CHECK (("automations"."action" = 'tag') = ("automations"."tag" is not null)
      and ("automations"."action" <> 'tag') = ("automations"."template_id" is not null)),
	CONSTRAINT "automations_enabled_check" CHECK (not "automations"."enabled" or ("automations"."published_version" is not null and "automations"."archived_at" is null)),
	CONSTRAINT "automations_since_check" CHECK ("automations"."enabled" = ("automations"."enabled_at" is not null)),
	CONSTRAINT "automations_enabled_at_check" CHECK ("automations"."enabled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automations_archived_at_check" CHECK ("automations"."archived_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automations_created_at_check" CHECK ("automations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automations_updated_at_check" CHECK ("automations"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "automations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "customer_tags" (
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"automation_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_tags_customer_id_shop_id_tag_pk" PRIMARY KEY("customer_id","shop_id","tag"),
	CONSTRAINT "customer_tags_tag_check" CHECK (char_length("customer_tags"."tag") between 1 and 50),
	CONSTRAINT "customer_tags_created_at_check" CHECK ("customer_tags"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "customer_tags" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dry_run_customers" (
	"shop_id" uuid NOT NULL,
	"dry_run_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "dry_run_customers_dry_run_id_shop_id_customer_id_pk" PRIMARY KEY("dry_run_id","shop_id","customer_id"),
	CONSTRAINT "dry_run_customers_outcome_check" CHECK ("dry_run_customers"."outcome" in ('to_send', 'held_out', 'rescheduled', 'refused', 'not_planned')),
	CONSTRAINT "dry_run_customers_reason_check" CHECK (char_length("dry_run_customers"."reason") <= 64),
	CONSTRAINT "dry_run_customers_at_check" CHECK ("dry_run_customers"."at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dry_run_customers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dry_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"of" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"as_of" timestamp (3) with time zone,
	"plan" jsonb,
	"totals" jsonb,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dry_runs_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "dry_runs_of_check" CHECK ("dry_runs"."of" in ('draft', 'published')),
	CONSTRAINT "dry_runs_state_check" CHECK ("dry_runs"."state" in ('queued', 'done', 'failed')),
	CONSTRAINT "dry_runs_totals_check" CHECK (jsonb_typeof("dry_runs"."totals") = 'object' and octet_length("dry_runs"."totals"::text) <= 10000),
	CONSTRAINT "dry_runs_plan_check" CHECK (jsonb_typeof("dry_runs"."plan") = 'object' and octet_length("dry_runs"."plan"::text) <= 50000),
	CONSTRAINT "dry_runs_error_check" CHECK (char_length("dry_runs"."error") <= 64),
	CONSTRAINT "dry_runs_as_of_check" CHECK ("dry_runs"."as_of" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dry_runs_created_at_check" CHECK ("dry_runs"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dry_runs_updated_at_check" CHECK ("dry_runs"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dry_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dues_accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"price" numeric(19, 4) NOT NULL,
	"person_price" numeric(19, 4),
	"currency" text NOT NULL,
	"punches" integer,
	"valid_days" integer,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"state" text DEFAULT 'current' NOT NULL,
	"overdue_since" date,
	"changes_on" date,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dues_accounts_of_gym" UNIQUE("id","gym_id"),
	CONSTRAINT "dues_accounts_kind_check" CHECK ("dues_accounts"."kind" in ('monthly', 'punch_card', 'trial', 'family')),
	CONSTRAINT "dues_accounts_price_check" CHECK ("dues_accounts"."price" >= 0 and "dues_accounts"."price" < 10000000000),
	CONSTRAINT "dues_accounts_person_price_check" CHECK ("dues_accounts"."person_price" >= 0 and "dues_accounts"."person_price" < 10000000000),
	CONSTRAINT "dues_accounts_currency_check" CHECK ("dues_accounts"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "dues_accounts_punches_check" CHECK ("dues_accounts"."punches" between 1 and 200),
	CONSTRAINT "dues_accounts_valid_days_check" CHECK ("dues_accounts"."valid_days" between 1 and 730),
	CONSTRAINT "dues_accounts_terms_check" CHECK (case "dues_accounts"."kind"
      when 'monthly' then num_nonnulls("dues_accounts"."person_price", "dues_accounts"."punches", "dues_accounts"."valid_days") = 0
      when 'family' then "dues_accounts"."person_price" is not null
        and num_nonnulls("dues_accounts"."punches", "dues_accounts"."valid_days") = 0
      when 'punch_card' then "dues_accounts"."person_price" is null and "dues_accounts"."punches" is not null
      when 'trial' then "dues_accounts"."person_price" is null
        and num_nonnulls("dues_accounts"."punches", "dues_accounts"."valid_days") > 0
      end),
	CONSTRAINT "dues_accounts_state_check" CHECK ("dues_accounts"."state" in ('current', 'overdue', 'frozen', 'ended')),
	CONSTRAINT "dues_accounts_starts_on_check" CHECK ("dues_accounts"."starts_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "dues_accounts_ends_on_check" CHECK ("dues_accounts"."ends_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "dues_accounts_days_check" CHECK ("dues_accounts"."ends_on" >= "dues_accounts"."starts_on"),
	CONSTRAINT "dues_accounts_overdue_check" CHECK (("dues_accounts"."state" = 'overdue') = ("dues_accounts"."overdue_since" is not null)),
	CONSTRAINT "dues_accounts_ended_at_check" CHECK ("dues_accounts"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dues_accounts_created_at_check" CHECK ("dues_accounts"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dues_accounts_updated_at_check" CHECK ("dues_accounts"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dues_accounts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dues_coverage" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"covered_from" date NOT NULL,
	"covered_until" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dues_coverage_covered_from_check" CHECK ("dues_coverage"."covered_from" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "dues_coverage_days_check" CHECK ("dues_coverage"."covered_until" > "dues_coverage"."covered_from"),
	CONSTRAINT "dues_coverage_covered_until_check" CHECK ("dues_coverage"."covered_until" <= '2100-01-01'),
	CONSTRAINT "dues_coverage_created_at_check" CHECK ("dues_coverage"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dues_coverage_updated_at_check" CHECK ("dues_coverage"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dues_coverage" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dues_freezes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"noted_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dues_freezes_starts_on_check" CHECK ("dues_freezes"."starts_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "dues_freezes_ends_on_check" CHECK ("dues_freezes"."ends_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "dues_freezes_days_check" CHECK ("dues_freezes"."ends_on" - "dues_freezes"."starts_on" between 0 and 365),
	CONSTRAINT "dues_freezes_created_at_check" CHECK ("dues_freezes"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dues_freezes_updated_at_check" CHECK ("dues_freezes"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dues_freezes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dues_payments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"units" integer NOT NULL,
	"amount" numeric(19, 4) NOT NULL,
	"method" text NOT NULL,
	"received_on" date NOT NULL,
	"noted_by" uuid,
	"voided_at" timestamp (3) with time zone,
	"voided_by" uuid,
	"void_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dues_payments_units_check" CHECK ("dues_payments"."units" between 1 and 36),
	CONSTRAINT "dues_payments_amount_check" CHECK ("dues_payments"."amount" >= 0 and "dues_payments"."amount" < 10000000000),
	CONSTRAINT "dues_payments_method_check" CHECK ("dues_payments"."method" in ('cash', 'transfer', 'card', 'other')),
	CONSTRAINT "dues_payments_received_on_check" CHECK ("dues_payments"."received_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "dues_payments_void_reason_check" CHECK (char_length("dues_payments"."void_reason") between 1 and 500),
	CONSTRAINT "dues_payments_void_check" CHECK ("dues_payments"."voided_at" is not null or "dues_payments"."void_reason" is null),
	CONSTRAINT "dues_payments_voided_at_check" CHECK ("dues_payments"."voided_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dues_payments_created_at_check" CHECK ("dues_payments"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dues_payments" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dues_plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"price" numeric(19, 4) NOT NULL,
	"person_price" numeric(19, 4),
	"currency" text NOT NULL,
	"punches" integer,
	"valid_days" integer,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dues_plans_of_gym" UNIQUE("id","gym_id"),
	CONSTRAINT "dues_plans_name_check" CHECK (char_length("dues_plans"."name") between 1 and 80),
	CONSTRAINT "dues_plans_kind_check" CHECK ("dues_plans"."kind" in ('monthly', 'punch_card', 'trial', 'family')),
	CONSTRAINT "dues_plans_price_check" CHECK ("dues_plans"."price" >= 0 and "dues_plans"."price" < 10000000000),
	CONSTRAINT "dues_plans_person_price_check" CHECK ("dues_plans"."person_price" >= 0 and "dues_plans"."person_price" < 10000000000),
	CONSTRAINT "dues_plans_currency_check" CHECK ("dues_plans"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "dues_plans_punches_check" CHECK ("dues_plans"."punches" between 1 and 200),
	CONSTRAINT "dues_plans_valid_days_check" CHECK ("dues_plans"."valid_days" between 1 and 730),
	CONSTRAINT "dues_plans_terms_check" CHECK (case "dues_plans"."kind"
      when 'monthly' then num_nonnulls("dues_plans"."person_price", "dues_plans"."punches", "dues_plans"."valid_days") = 0
      when 'family' then "dues_plans"."person_price" is not null
        and num_nonnulls("dues_plans"."punches", "dues_plans"."valid_days") = 0
      when 'punch_card' then "dues_plans"."person_price" is null and "dues_plans"."punches" is not null
      when 'trial' then "dues_plans"."person_price" is null
        and num_nonnulls("dues_plans"."punches", "dues_plans"."valid_days") > 0
      end),
	CONSTRAINT "dues_plans_archived_at_check" CHECK ("dues_plans"."archived_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dues_plans_created_at_check" CHECK ("dues_plans"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dues_plans_updated_at_check" CHECK ("dues_plans"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dues_plans" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."dues_punches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"payment_id" uuid,
	"check_in_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dues_punches_once" UNIQUE("check_in_id"),
	CONSTRAINT "dues_punches_created_at_check" CHECK ("private"."dues_punches"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."dues_punches" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."forgotten_suppressions" (
	"shop_id" uuid NOT NULL,
	"digest" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "forgotten_suppressions_shop_id_digest_reason_pk" PRIMARY KEY("shop_id","digest","reason"),
	CONSTRAINT "forgotten_suppressions_reason_check" CHECK ("private"."forgotten_suppressions"."reason" in ('unsubscribed', 'bounced', 'complained')),
	CONSTRAINT "forgotten_suppressions_since_check" CHECK ("private"."forgotten_suppressions"."since" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."forgotten_suppressions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."mailing_contacts" (
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"handed_over" timestamp (3) with time zone[] DEFAULT '{}'::timestamptz[] NOT NULL,
	CONSTRAINT "mailing_contacts_customer_id_shop_id_pk" PRIMARY KEY("customer_id","shop_id"),
	CONSTRAINT "mailing_contacts_handed_over_check" CHECK (cardinality("private"."mailing_contacts"."handed_over") <= 100)
);
--> statement-breakpoint
ALTER TABLE "private"."mailing_contacts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."mailing_keys" (
	"id" integer PRIMARY KEY NOT NULL,
	"inner_key" "bytea" NOT NULL,
	"outer_key" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailing_keys_id_check" CHECK ("private"."mailing_keys"."id" between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "private"."mailing_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "mailing_settings" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"cap_messages" integer DEFAULT 3 NOT NULL,
	"cap_days" integer DEFAULT 7 NOT NULL,
	"reply_to" text,
	"postal_address" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailing_settings_cap_messages_check" CHECK ("mailing_settings"."cap_messages" between 1 and 100),
	CONSTRAINT "mailing_settings_cap_days_check" CHECK ("mailing_settings"."cap_days" between 1 and 90),
	CONSTRAINT "mailing_settings_reply_to_check" CHECK (char_length("mailing_settings"."reply_to") <= 320 and "mailing_settings"."reply_to" ~ '^[!#-''*+\-./0-9=?A-Z^-~]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,10}$'),
	CONSTRAINT "mailing_settings_postal_address_check" CHECK (char_length("mailing_settings"."postal_address") between 1 and 300),
	CONSTRAINT "mailing_settings_created_at_check" CHECK ("mailing_settings"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "mailing_settings_updated_at_check" CHECK ("mailing_settings"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "mailing_settings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "message_logs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"node" integer NOT NULL,
	"channel" "message_channel" NOT NULL,
	"status" "message_status" NOT NULL,
	"reason" text,
	"dedupe_key" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"address" text,
	"planned_for" timestamp (3) with time zone NOT NULL,
	"scheduled_for" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp (3) with time zone,
	"provider_message_id" text,
	"error" text,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_logs_dedupe_key_unique" UNIQUE("shop_id","dedupe_key"),
	CONSTRAINT "message_logs_reason_check" CHECK ("message_logs"."reason" in ('customer_gone', 'automation_stopped', 'no_address', 'no_device', 'minor', 'suppressed', 'unsubscribed', 'no_consent', 'topic_refused', 'missing_value', 'quiet_hours', 'send_window', 'cap', 'refused_by_provider', 'gave_up', 'outcome_unknown', 'cannot_render')),
	CONSTRAINT "message_logs_dedupe_key_check" CHECK (char_length("message_logs"."dedupe_key") between 1 and 200),
	CONSTRAINT "message_logs_details_check" CHECK (jsonb_typeof("message_logs"."details") = 'object' and octet_length("message_logs"."details"::text) <= 2000),
	CONSTRAINT "message_logs_address_check" CHECK (char_length("message_logs"."address") between 1 and 320),
	CONSTRAINT "message_logs_provider_message_id_check" CHECK (char_length("message_logs"."provider_message_id") <= 200),
	CONSTRAINT "message_logs_error_check" CHECK (char_length("message_logs"."error") <= 500),
	CONSTRAINT "message_logs_node_check" CHECK ("message_logs"."node" >= 0),
	CONSTRAINT "message_logs_attempts_check" CHECK ("message_logs"."attempts" >= 0),
	CONSTRAINT "message_logs_reason_given_check" CHECK ("message_logs"."status" not in ('refused', 'failed') or "message_logs"."reason" is not null),
	CONSTRAINT "message_logs_claim_check" CHECK (("message_logs"."status" = 'sending') = ("message_logs"."claim" is not null)),
	CONSTRAINT "message_logs_planned_for_check" CHECK ("message_logs"."planned_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_scheduled_for_check" CHECK ("message_logs"."scheduled_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_claimed_until_check" CHECK ("message_logs"."claimed_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_sent_at_check" CHECK ("message_logs"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_created_at_check" CHECK ("message_logs"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_updated_at_check" CHECK ("message_logs"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "message_logs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "message_template_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"channel" "message_channel" NOT NULL,
	"default_locale" text NOT NULL,
	"contents" jsonb NOT NULL,
	"fallbacks" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"variables" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_template_versions_number_unique" UNIQUE("template_id","shop_id","number"),
	CONSTRAINT "message_template_versions_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "message_template_versions_number_check" CHECK ("message_template_versions"."number" >= 1),
	CONSTRAINT "message_template_versions_default_locale_check" CHECK ("message_template_versions"."default_locale" ~ '^[a-z]{2}(-[A-Z]{2})?$'),
	CONSTRAINT "message_template_versions_contents_check" CHECK (jsonb_typeof("message_template_versions"."contents") = 'object' and octet_length("message_template_versions"."contents"::text) <= 200000),
	CONSTRAINT "message_template_versions_default_check" CHECK ("message_template_versions"."contents" ? "message_template_versions"."default_locale"),
	CONSTRAINT "message_template_versions_fallbacks_check" CHECK (jsonb_typeof("message_template_versions"."fallbacks") = 'object' and octet_length("message_template_versions"."fallbacks"::text) <= 10000),
	CONSTRAINT "message_template_versions_variables_check" CHECK ("message_template_versions"."variables" <@ '{first_name,last_name,shop_domain,shop_url,gym_name,orders_count,total_spent,currency,last_order_on,segment,belt}'::text[]),
	CONSTRAINT "message_template_versions_created_at_check" CHECK ("message_template_versions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "message_template_versions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "message_templates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"name" text NOT NULL,
	"channel" "message_channel" NOT NULL,
	"default_locale" text NOT NULL,
	"contents" jsonb NOT NULL,
	"fallbacks" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"published_version" integer,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_templates_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "message_templates_name_check" CHECK (char_length("message_templates"."name") between 1 and 100),
	CONSTRAINT "message_templates_default_locale_check" CHECK ("message_templates"."default_locale" ~ '^[a-z]{2}(-[A-Z]{2})?$'),
	CONSTRAINT "message_templates_contents_check" CHECK (jsonb_typeof("message_templates"."contents") = 'object' and octet_length("message_templates"."contents"::text) <= 200000),
	CONSTRAINT "message_templates_default_check" CHECK ("message_templates"."contents" ? "message_templates"."default_locale"),
	CONSTRAINT "message_templates_fallbacks_check" CHECK (jsonb_typeof("message_templates"."fallbacks") = 'object' and octet_length("message_templates"."fallbacks"::text) <= 10000),
	CONSTRAINT "message_templates_published_version_check" CHECK ("message_templates"."published_version" >= 1),
	CONSTRAINT "message_templates_archived_at_check" CHECK ("message_templates"."archived_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_templates_created_at_check" CHECK ("message_templates"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_templates_updated_at_check" CHECK ("message_templates"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "message_templates" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "refused_topics" (
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_topics_customer_id_shop_id_topic_pk" PRIMARY KEY("customer_id","shop_id","topic"),
	CONSTRAINT "refused_topics_topic_check" CHECK ("refused_topics"."topic" in ('offers', 'training', 'milestones')),
	CONSTRAINT "refused_topics_created_at_check" CHECK ("refused_topics"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "refused_topics" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."stripe_customers" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"is_gone" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_customers_customer_id_check" CHECK (char_length("private"."stripe_customers"."customer_id") between 1 and 255),
	CONSTRAINT "stripe_customers_created_at_check" CHECK ("private"."stripe_customers"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_customers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."stripe_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"event_type" text NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	"api_version" text,
	"problem" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_events_event_id_check" CHECK (char_length("private"."stripe_events"."event_id") between 1 and 255),
	CONSTRAINT "stripe_events_event_type_check" CHECK (char_length("private"."stripe_events"."event_type") between 1 and 100),
	CONSTRAINT "stripe_events_api_version_check" CHECK (char_length("private"."stripe_events"."api_version") between 1 and 100),
	CONSTRAINT "stripe_events_problem_check" CHECK (char_length("private"."stripe_events"."problem") between 1 and 200),
	CONSTRAINT "stripe_events_said_at_check" CHECK ("private"."stripe_events"."said_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_events_created_at_check" CHECK ("private"."stripe_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."stripe_products" (
	"product_id" text PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"monthly_price_id" text,
	"yearly_price_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_products_monthly_price_id_unique" UNIQUE("monthly_price_id"),
	CONSTRAINT "stripe_products_yearly_price_id_unique" UNIQUE("yearly_price_id"),
	CONSTRAINT "stripe_products_plan_check" CHECK ("private"."stripe_products"."plan" in ('free', 'pro')),
	CONSTRAINT "stripe_products_paid_check" CHECK ("private"."stripe_products"."plan" <> 'free'),
	CONSTRAINT "stripe_products_product_id_check" CHECK (char_length("private"."stripe_products"."product_id") between 1 and 255),
	CONSTRAINT "stripe_products_monthly_price_id_check" CHECK (char_length("private"."stripe_products"."monthly_price_id") between 1 and 255),
	CONSTRAINT "stripe_products_yearly_price_id_check" CHECK (char_length("private"."stripe_products"."yearly_price_id") between 1 and 255),
	CONSTRAINT "stripe_products_created_at_check" CHECK ("private"."stripe_products"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_products_updated_at_check" CHECK ("private"."stripe_products"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_products" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."stripe_subscriptions" (
	"subscription_id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"user_id" uuid,
	"status" text NOT NULL,
	"is_over" boolean NOT NULL,
	"product_ids" text[] NOT NULL,
	"current_period_end" timestamp (3) with time zone,
	"cancel_at" timestamp (3) with time zone,
	"cancel_at_period_end" boolean NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	"said_rank" smallint NOT NULL,
	"said_by" text NOT NULL,
	"in_doubt" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_subscriptions_status_check" CHECK ("private"."stripe_subscriptions"."status" in ('none', 'trialing', 'active', 'past_due', 'canceled', 'incomplete', 'incomplete_expired', 'unpaid', 'paused', 'other')),
	CONSTRAINT "stripe_subscriptions_subscription_id_check" CHECK (char_length("private"."stripe_subscriptions"."subscription_id") between 1 and 255),
	CONSTRAINT "stripe_subscriptions_customer_id_check" CHECK (char_length("private"."stripe_subscriptions"."customer_id") between 1 and 255),
	CONSTRAINT "stripe_subscriptions_said_by_check" CHECK (char_length("private"."stripe_subscriptions"."said_by") between 1 and 255),
	CONSTRAINT "stripe_subscriptions_said_rank_check" CHECK ("private"."stripe_subscriptions"."said_rank" between 0 and 3),
	CONSTRAINT "stripe_subscriptions_product_ids_check" CHECK (cardinality("private"."stripe_subscriptions"."product_ids") <= 20),
	CONSTRAINT "stripe_subscriptions_current_period_end_check" CHECK ("private"."stripe_subscriptions"."current_period_end" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_cancel_at_check" CHECK ("private"."stripe_subscriptions"."cancel_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_started_at_check" CHECK ("private"."stripe_subscriptions"."started_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_said_at_check" CHECK ("private"."stripe_subscriptions"."said_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_created_at_check" CHECK ("private"."stripe_subscriptions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_updated_at_check" CHECK ("private"."stripe_subscriptions"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_subscriptions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"address" text,
	"customer_id" uuid,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_once" UNIQUE NULLS NOT DISTINCT("shop_id","address","customer_id","reason"),
	CONSTRAINT "suppressions_address_check" CHECK (char_length("suppressions"."address") between 1 and 320),
	CONSTRAINT "suppressions_reason_check" CHECK ("suppressions"."reason" in ('unsubscribed', 'bounced', 'complained')),
	CONSTRAINT "suppressions_small_letters_check" CHECK ("suppressions"."address" = lower("suppressions"."address")),
	CONSTRAINT "suppressions_whose_check" CHECK (num_nonnulls("suppressions"."address", "suppressions"."customer_id") > 0),
	CONSTRAINT "suppressions_since_check" CHECK ("suppressions"."since" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "suppressions_created_at_check" CHECK ("suppressions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "notification_preferences" DROP CONSTRAINT "notification_preferences_kind_check";
--> statement-breakpoint
ALTER TABLE "user_profiles" DROP CONSTRAINT "user_profiles_subscription_status_check";
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "dues" text DEFAULT 'off' NOT NULL;
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "dues_grace_days" integer DEFAULT 7 NOT NULL;
--> statement-breakpoint
ALTER TABLE "private"."automation_entries" ADD CONSTRAINT "automation_entries_version_fkey" FOREIGN KEY ("version_id","automation_id","shop_id") REFERENCES "public"."automation_versions"("id","automation_id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."automation_entries" ADD CONSTRAINT "automation_entries_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."automation_events" ADD CONSTRAINT "automation_events_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "automation_versions" ADD CONSTRAINT "automation_versions_automation_fkey" FOREIGN KEY ("automation_id","shop_id") REFERENCES "public"."automations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_template_fkey" FOREIGN KEY ("template_id","shop_id") REFERENCES "public"."message_templates"("id","shop_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_automation_fkey" FOREIGN KEY ("automation_id","shop_id") REFERENCES "public"."automations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dry_run_customers" ADD CONSTRAINT "dry_run_customers_dry_run_fkey" FOREIGN KEY ("dry_run_id","shop_id") REFERENCES "public"."dry_runs"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dry_run_customers" ADD CONSTRAINT "dry_run_customers_customer_fkey" FOREIGN KEY ("shop_id","customer_id") REFERENCES "public"."customers"("shop_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dry_runs" ADD CONSTRAINT "dry_runs_automation_fkey" FOREIGN KEY ("automation_id","shop_id") REFERENCES "public"."automations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_accounts" ADD CONSTRAINT "dues_accounts_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_accounts" ADD CONSTRAINT "dues_accounts_payer_id_users_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_accounts" ADD CONSTRAINT "dues_accounts_plan_id_gym_id_fkey" FOREIGN KEY ("plan_id","gym_id") REFERENCES "public"."dues_plans"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_coverage" ADD CONSTRAINT "dues_coverage_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_coverage" ADD CONSTRAINT "dues_coverage_account_id_gym_id_fkey" FOREIGN KEY ("account_id","gym_id") REFERENCES "public"."dues_accounts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_freezes" ADD CONSTRAINT "dues_freezes_noted_by_users_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_freezes" ADD CONSTRAINT "dues_freezes_account_id_gym_id_fkey" FOREIGN KEY ("account_id","gym_id") REFERENCES "public"."dues_accounts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_payments" ADD CONSTRAINT "dues_payments_noted_by_users_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_payments" ADD CONSTRAINT "dues_payments_voided_by_users_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_payments" ADD CONSTRAINT "dues_payments_account_id_gym_id_fkey" FOREIGN KEY ("account_id","gym_id") REFERENCES "public"."dues_accounts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dues_plans" ADD CONSTRAINT "dues_plans_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."dues_punches" ADD CONSTRAINT "dues_punches_payment_id_dues_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."dues_payments"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."dues_punches" ADD CONSTRAINT "dues_punches_check_in_id_check_ins_id_fk" FOREIGN KEY ("check_in_id") REFERENCES "public"."check_ins"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."dues_punches" ADD CONSTRAINT "dues_punches_account_id_gym_id_fkey" FOREIGN KEY ("account_id","gym_id") REFERENCES "public"."dues_accounts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."forgotten_suppressions" ADD CONSTRAINT "forgotten_suppressions_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."mailing_contacts" ADD CONSTRAINT "mailing_contacts_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "mailing_settings" ADD CONSTRAINT "mailing_settings_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_logs" ADD CONSTRAINT "message_logs_version_fkey" FOREIGN KEY ("version_id","automation_id","shop_id") REFERENCES "public"."automation_versions"("id","automation_id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_logs" ADD CONSTRAINT "message_logs_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_template_versions" ADD CONSTRAINT "message_template_versions_template_fkey" FOREIGN KEY ("template_id","shop_id") REFERENCES "public"."message_templates"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "refused_topics" ADD CONSTRAINT "refused_topics_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."stripe_customers" ADD CONSTRAINT "stripe_customers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."stripe_subscriptions" ADD CONSTRAINT "stripe_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "automation_entries_version_id_index" ON "private"."automation_entries" USING btree ("version_id","automation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "automation_entries_customer_id_index" ON "private"."automation_entries" USING btree ("customer_id","shop_id");
--> statement-breakpoint
CREATE INDEX "automation_entries_due_index" ON "private"."automation_entries" USING btree ("shop_id","due_at","id") WHERE "private"."automation_entries"."state" = 'active';
--> statement-breakpoint
CREATE INDEX "automation_events_customer_id_index" ON "private"."automation_events" USING btree ("customer_id","shop_id");
--> statement-breakpoint
CREATE INDEX "automation_events_shop_id_index" ON "private"."automation_events" USING btree ("shop_id","happened_at","id");
--> statement-breakpoint
CREATE INDEX "automation_versions_shop_id_index" ON "automation_versions" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "automations_shop_id_index" ON "automations" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "automations_template_id_index" ON "automations" USING btree ("template_id","shop_id");
--> statement-breakpoint
CREATE INDEX "customer_tags_automation_id_index" ON "customer_tags" USING btree ("automation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "customer_tags_tag_index" ON "customer_tags" USING btree ("shop_id","tag");
--> statement-breakpoint
CREATE INDEX "dry_run_customers_shop_id_index" ON "dry_run_customers" USING btree ("shop_id","customer_id");
--> statement-breakpoint
CREATE INDEX "dry_run_customers_outcome_index" ON "dry_run_customers" USING btree ("dry_run_id","outcome","reason","customer_id");
--> statement-breakpoint
CREATE INDEX "dry_runs_automation_id_index" ON "dry_runs" USING btree ("automation_id","shop_id","created_at");
--> statement-breakpoint
CREATE INDEX "dry_runs_shop_id_index" ON "dry_runs" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE UNIQUE INDEX "dry_runs_queued_unique" ON "dry_runs" USING btree ("automation_id","shop_id") WHERE "dry_runs"."state" = 'queued';
--> statement-breakpoint
CREATE INDEX "dues_accounts_gym_id_index" ON "dues_accounts" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "dues_accounts_payer_id_index" ON "dues_accounts" USING btree ("payer_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "dues_accounts_plan_id_index" ON "dues_accounts" USING btree ("plan_id","gym_id");
--> statement-breakpoint
CREATE INDEX "dues_accounts_overdue_index" ON "dues_accounts" USING btree ("gym_id","overdue_since","id") WHERE "dues_accounts"."state" in ('overdue');
--> statement-breakpoint
CREATE INDEX "dues_accounts_changes_on_index" ON "dues_accounts" USING btree ("changes_on") WHERE "dues_accounts"."changes_on" is not null;
--> statement-breakpoint
CREATE INDEX "dues_accounts_ended_at_index" ON "dues_accounts" USING btree ("ended_at") WHERE "dues_accounts"."ended_at" is not null;
--> statement-breakpoint
CREATE INDEX "dues_coverage_account_id_index" ON "dues_coverage" USING btree ("account_id","gym_id");
--> statement-breakpoint
CREATE INDEX "dues_coverage_gym_id_index" ON "dues_coverage" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "dues_coverage_user_id_index" ON "dues_coverage" USING btree ("user_id","gym_id","covered_from");
--> statement-breakpoint
CREATE INDEX "dues_freezes_account_id_index" ON "dues_freezes" USING btree ("account_id","gym_id","starts_on");
--> statement-breakpoint
CREATE INDEX "dues_freezes_gym_id_index" ON "dues_freezes" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "dues_freezes_noted_by_index" ON "dues_freezes" USING btree ("noted_by");
--> statement-breakpoint
CREATE INDEX "dues_payments_account_id_index" ON "dues_payments" USING btree ("account_id","gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "dues_payments_gym_id_index" ON "dues_payments" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "dues_payments_noted_by_index" ON "dues_payments" USING btree ("noted_by");
--> statement-breakpoint
CREATE INDEX "dues_payments_voided_by_index" ON "dues_payments" USING btree ("voided_by");
--> statement-breakpoint
CREATE INDEX "dues_plans_gym_id_index" ON "dues_plans" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "dues_punches_account_id_index" ON "private"."dues_punches" USING btree ("account_id","gym_id");
--> statement-breakpoint
CREATE INDEX "dues_punches_payment_id_index" ON "private"."dues_punches" USING btree ("payment_id");
--> statement-breakpoint
CREATE INDEX "dues_punches_free_index" ON "private"."dues_punches" USING btree ("account_id","payment_id") WHERE "private"."dues_punches"."check_in_id" is null;
--> statement-breakpoint
CREATE INDEX "mailing_contacts_shop_id_index" ON "private"."mailing_contacts" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "message_logs_version_id_index" ON "message_logs" USING btree ("version_id","automation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "message_logs_customer_id_index" ON "message_logs" USING btree ("customer_id","shop_id","sent_at");
--> statement-breakpoint
CREATE INDEX "message_logs_automation_id_index" ON "message_logs" USING btree ("automation_id","planned_for","id");
--> statement-breakpoint
CREATE INDEX "message_logs_shop_id_index" ON "message_logs" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "message_logs_due_index" ON "message_logs" USING btree ("shop_id","scheduled_for","id") WHERE "message_logs"."status" = 'scheduled';
--> statement-breakpoint
CREATE INDEX "message_logs_failed_index" ON "message_logs" USING btree ("automation_id","id") WHERE "message_logs"."status" = 'failed';
--> statement-breakpoint
CREATE INDEX "message_logs_claimed_index" ON "message_logs" USING btree ("claimed_until") WHERE "message_logs"."status" = 'sending';
--> statement-breakpoint
CREATE INDEX "message_logs_provider_message_id_index" ON "message_logs" USING btree ("provider_message_id") WHERE "message_logs"."provider_message_id" is not null;
--> statement-breakpoint
CREATE INDEX "message_template_versions_shop_id_index" ON "message_template_versions" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "message_templates_shop_id_index" ON "message_templates" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "refused_topics_shop_id_index" ON "refused_topics" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "stripe_customers_user_id_index" ON "private"."stripe_customers" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_products_sold_unique" ON "private"."stripe_products" USING btree ("plan") WHERE coalesce("private"."stripe_products"."monthly_price_id", "private"."stripe_products"."yearly_price_id") is not null;
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_user_id_index" ON "private"."stripe_subscriptions" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_customer_id_index" ON "private"."stripe_subscriptions" USING btree ("customer_id");
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_in_doubt_index" ON "private"."stripe_subscriptions" USING btree ("subscription_id") WHERE "private"."stripe_subscriptions"."in_doubt";
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_period_end_index" ON "private"."stripe_subscriptions" USING btree ("current_period_end") WHERE not "private"."stripe_subscriptions"."is_over";
--> statement-breakpoint
CREATE INDEX "suppressions_shop_id_index" ON "suppressions" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "suppressions_customer_id_index" ON "suppressions" USING btree ("customer_id","shop_id");
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'rank_system_written', 'rank_system_withdrawn', 'promoted', 'graduation_voided', 'title_recorded', 'title_removed', 'post_removed', 'comment_removed', 'customer_matched', 'customer_unmatched', 'gym_closing', 'gym_kept', 'gym_closed', 'gym_exported', 'dues_payment_voided', 'erased'));
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_dues_check" CHECK ("gyms"."dues" in ('off', 'asked', 'required'));
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_dues_grace_days_check" CHECK ("gyms"."dues_grace_days" between 0 and 90);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_kind_check" CHECK ("notification_preferences"."kind" in ('announcement', 'class', 'graduation', 'attendance', 'offers'));
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_subscription_status_check" CHECK ("user_profiles"."subscription_status" in ('none', 'trialing', 'active', 'past_due', 'canceled', 'incomplete', 'incomplete_expired', 'unpaid', 'paused', 'other'));
--> statement-breakpoint
-- Books a place for somebody at `at`, or puts them in line when the class is full. Asks nobody who
-- they are: it is for functions that have. One row: the refusal, with when to try again if that is
-- known, or the check-in as it stands. Who has a place, or waits for one, keeps it as it is.
-- Refusals: member_not_found, not_on_that_date, class_cancelled, bookings_not_taken,
-- booking_too_early (from `retry_at`), booking_too_late, check_in_no_show (they missed it before it was
-- moved to later that day: for staff to correct); last, where the gym asks, what `private.dues_refusal`
-- says about the day of the class.
create or replace function private.book_person(
  class uuid, on_date date, person uuid, at timestamptz
) returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
  seated boolean;
  punch uuid;
begin
  if not private.hold_member(class, person) then
    return query select 'member_not_found', null::timestamptz, null::public.check_ins;
    return;
  end if;
  perform private.hold_class_date(class, on_date);
  select * into o from private.settle_class_date(class, on_date, at);
  select x.* into check_in from public.check_ins x
  where x.user_id = person and x.class_id = class and x.class_date = on_date;

  refusal := case
    when check_in.status in ('booked', 'waiting', 'offered', 'present') then null
    when o.status is null then 'not_on_that_date'
    when o.status = 'cancelled' then 'class_cancelled'
    when o.bookable_from is null then 'bookings_not_taken'
    when at < o.bookable_from then 'booking_too_early'
    when at >= o.starts_at then 'booking_too_late'
    when check_in.status = 'no_show' then 'check_in_no_show'
  end;
  seated := o.free is null or o.free > 0;
  if refusal is null and o.dues <> 'off'
    and coalesce(check_in.status not in ('booked', 'waiting', 'offered', 'present'), true)
  then
    select told.refusal, told.punch into refusal, punch
    from private.judge_dues(
      o.gym_id, person, o.dues, o.grace, on_date, (at at time zone o.timezone)::date, check_in.id
    ) told;
  end if;
  if refusal is not null then
    check_in := null;
    retry_at := case when refusal = 'booking_too_early' then o.bookable_from end;
  elsif check_in.status is null or check_in.status not in ('booked', 'waiting', 'offered', 'present') then
    insert into public.check_ins as x
      (user_id, class_id, gym_id, class_date, status, place, made_at, received_at)
    values (
      person, class, o.gym_id, on_date, case when seated then 'booked' else 'waiting' end,
      o.next_place, at, at
    )
    on conflict (user_id, class_id, class_date) do update
    set status = excluded.status, place = excluded.place, arrived = false, promoted_at = null,
      made_at = excluded.made_at, received_at = excluded.received_at, checked_in_by = null,
      override_reason = null
    returning x.* into check_in;
    if seated and punch is not null then
      perform private.spend_punch(punch, check_in.id);
    end if;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.book_person(uuid, date, uuid, timestamptz) from public;
--> statement-breakpoint
-- Checks somebody in who says at `made` that they are there, which reaches us at `received`: later, if
-- their phone was offline. Asks nobody who they are: it is for functions that have, such as a front
-- desk's, which has no user (`by_whom` null, `as_staff` false, `reason` null). One row: the refusal,
-- with when to try again if that is known, or the check-in as it stands, `present`, or `waiting` where
-- the class is full, and whether that is new. Repeated, it answers the same and changes nothing.
--  * `made` decides about the window, 30 minutes before the start until the end. Who was offline
--    displaces nobody: places are given as they are free at `received`.
--  * Who has a place takes it, also who was taken for a no-show meanwhile; everybody else one that is
--    free, or they wait for one, in their place in line if they do already.
--  * Staff record who was there when the class is over, however many that were.
--  * With a reason, staff set window, capacity and dues aside, but not before the day of the class.
-- Refusals: member_not_found, not_on_that_date, class_cancelled, check_in_too_early (from `retry_at`),
-- check_in_too_late, class_was_full (over by `received`, and no place was left); last, where the gym
-- asks, what `private.dues_refusal` says about the day of the class, by when it was made: `set_aside` is
-- that, where a reason was.
create or replace function private.check_in_person(
  class uuid, on_date date, person uuid, made timestamptz, received timestamptz, by_whom uuid,
  as_staff boolean, reason text
) returns table (
  refusal text, retry_at timestamptz, changed boolean, check_in public.check_ins, set_aside text
)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
  was public.check_ins;
  opens timestamptz;
  becomes text := 'waiting';
  punch uuid;
begin
  if not private.hold_member(class, person) then
    return query select 'member_not_found', null::timestamptz, false, null::public.check_ins,
      null::text;
    return;
  end if;
  perform private.hold_class_date(class, on_date);
  select * into o from private.settle_class_date(class, on_date, received);
  select x.* into was from public.check_ins x
  where x.user_id = person and x.class_id = class and x.class_date = on_date;
  if was.status = 'present' then
    return query select null::text, null::timestamptz, false, was, null::text;
    return;
  end if;

  changed := false;
  opens := o.starts_at - interval '30 minutes';
  if was.status in ('booked', 'offered', 'no_show') or o.free is null or o.free > 0
    or reason is not null or as_staff and received > o.ends_at
  then
    becomes := 'present';
  end if;
  refusal := case
    when o.status is null then 'not_on_that_date'
    when o.status = 'cancelled' then 'class_cancelled'
    when made < opens
      and (reason is null or (made at time zone o.timezone)::date < on_date) then 'check_in_too_early'
    when made > o.ends_at and not as_staff and reason is null then 'check_in_too_late'
    when becomes = 'waiting' and received > o.ends_at then 'class_was_full'
  end;
  if refusal is null and o.dues <> 'off'
    and not (becomes = 'waiting' and coalesce(was.status = 'waiting' and was.arrived, false))
  then
    select told.refusal, told.punch into set_aside, punch
    from private.judge_dues(
      o.gym_id, person, o.dues, o.grace, on_date, (made at time zone o.timezone)::date, was.id
    ) told;
    if reason is null then
      refusal := set_aside;
      set_aside := null;
    end if;
  end if;
  if refusal is not null then
    retry_at := case when refusal = 'check_in_too_early' then opens end;
  elsif becomes = 'waiting' and was.status = 'waiting' and was.arrived then
    check_in := was;
  else
    insert into public.check_ins as x (
      user_id, class_id, gym_id, class_date, status, place, arrived, made_at, received_at,
      checked_in_by, override_reason
    )
    values (
      person, class, o.gym_id, on_date, becomes,
      case when was.status <> 'cancelled' then was.place else o.next_place end, true, made, received,
      by_whom, reason
    )
    on conflict (user_id, class_id, class_date) do update
    set status = excluded.status, place = excluded.place, arrived = true, offered_until = null,
      promoted_at = case when x.status <> 'cancelled' then x.promoted_at end,
      made_at = excluded.made_at, received_at = excluded.received_at,
      checked_in_by = excluded.checked_in_by, override_reason = excluded.override_reason
    returning x.* into check_in;
    if becomes = 'present' and punch is not null then
      perform private.spend_punch(punch, check_in.id);
    end if;
    changed := true;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.check_in_person(
  uuid, date, uuid, timestamptz, timestamptz, uuid, boolean, text
) from public;
--> statement-breakpoint
-- Checks people in to one date of a class, in their order: the caller, children of theirs, or, by
-- staff, members of the gym. One row each, as `private.check_in_person` tells it; also refused are
-- class_not_found, child_not_found, not_class_staff (a reason by somebody else), made_in_future and
-- made_too_long_ago. The clock is the database's; who was offline says when it was, within a day.
-- What staff do for others, or set a rule aside for, leaves a trace.
create or replace function private.check_in(
  class uuid, on_date date, persons uuid[], made timestamptz, reason text
) returns table (person uuid, refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  acts constant uuid[] := private.persons_of(caller);
  gym uuid;
  staffed boolean;
  refused text;
  done record;
begin
  -- All there is to know of the caller, asked at once: most calls are of one person, and many.
  select c.gym_id, bool_or(m.user_id = caller and m.role in ('INSTRUCTOR', 'MANAGER'))
  into gym, staffed
  from public.classes c
  join public.memberships m on m.gym_id = c.gym_id and m.user_id = any (acts) and m.in_effect
  where c.id = class
  group by c.gym_id;
  refused := case
    when gym is null then 'class_not_found'
    when reason is not null and not staffed then 'not_class_staff'
    when made > now() then 'made_in_future'
    when made < now() - interval '1 day' then 'made_too_long_ago'
  end;
  -- Several ahead of the date, as private.hold_member says.
  if cardinality(persons) > 1 then
    perform private.hold_member(class, held.id)
    from (
      select u.id from unnest(persons) u (id) where staffed or u.id = any (acts) order by u.id
    ) held;
  end if;
  foreach person in array persons loop
    retry_at := null;
    check_in := null;
    refusal := case
      when refused is not null then refused
      when not staffed and not person = any (acts) then 'child_not_found'
    end;
    if refusal is null then
      select * into done from private.check_in_person(
        class, on_date, person, coalesce(made, now()), now(), caller,
        staffed and not person = any (acts), reason
      );
      refusal := done.refusal;
      retry_at := done.retry_at;
      check_in := done.check_in;
      if done.changed and (reason is not null or not person = any (acts)) then
        perform private.audit(
          gym, person, case when reason is null then 'checked_in_by_staff' else 'overridden' end,
          jsonb_build_object(
            'class_id', class, 'class_date', on_date, 'status', (done.check_in).status, 'reason', reason
          ) || case when done.set_aside is null then '{}' else jsonb_build_object(
            'set_aside', done.set_aside
          ) end
        );
      end if;
    end if;
    return next;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.check_in(uuid, date, uuid[], timestamptz, text) from public;
--> statement-breakpoint
grant execute on function private.check_in(uuid, date, uuid[], timestamptz, text) to authenticated;
--> statement-breakpoint
-- Changes when an account ends (`ends`: whether that is asked for), and, unless `people` is null, whom it
-- covers from a day on, for managers: who is not among them is covered until the day before. One row: the
-- refusal, or the account. Refusals: dues_account_not_found, precondition_failed (of another version),
-- dues_account_ended, dues_day_in_past, dues_day_too_far, member_not_found, too_many_covered,
-- nobody_covered, covered_elsewhere (by another account, in the days that a later end would add). Where
-- another account covers somebody whom it is to cover, it raises.
create or replace function private.change_dues_account(
  account uuid, version timestamptz, ends boolean, last_day date, people uuid[], from_day date
) returns table (refusal text, changed public.dues_accounts)
language plpgsql volatile security definer set search_path = '' as $$
declare
  covered constant uuid[] := array(select distinct unnest(people) order by 1);
  was public.dues_accounts;
  today date;
  begins date;
  are_members boolean;
  person uuid;
begin
  perform private.hold_caller();
  select a.* into was from public.dues_accounts a
  where a.id = account and a.gym_id = any (private.gym_ids('MANAGER'));
  if was.id is not null then
    -- Ahead of the account, with those who are covered already.
    perform private.hold_covered(was.gym_id, array(
      select c.user_id from public.dues_coverage c where c.account_id = account
      union select unnest(covered)
    ), null);
    are_members := private.hold_covered(was.gym_id, covered, null);
  end if;
  select * into was from private.hold_dues_account(account);
  today := private.dues_day(was.gym_id, now());
  begins := greatest(coalesce(from_day, today), was.starts_on);
  refusal := case
    when was.id is null then 'dues_account_not_found'
    when was.updated_at <> version then 'precondition_failed'
    when was.ends_on < today then 'dues_account_ended'
    when ends and last_day < greatest(today, was.starts_on) or from_day < today then 'dues_day_in_past'
    when last_day > today + 3660 or begins > today + 366 then 'dues_day_too_far'
    when begins > case when ends then last_day else was.ends_on end then 'dues_account_ended'
    when not are_members then 'member_not_found'
    when people = '{}' then 'nobody_covered'
    when was.kind in ('monthly', 'trial') and cardinality(covered) > 1 then 'too_many_covered'
  end;
  if refusal is null and ends and last_day is distinct from was.ends_on then
    refusal := private.end_dues_account(was, last_day);
  end if;
  if refusal is null and people is not null then
    perform private.uncover_person(account, c.user_id, begins)
    from public.dues_coverage c
    where c.account_id = account and (c.covered_until is null or c.covered_until > begins)
      and not c.user_id = any (covered);
    foreach person in array covered loop
      if not exists (
        select from public.dues_coverage c
        where c.account_id = account and c.user_id = person and c.covered_from <= begins
          and (c.covered_until is null or c.covered_until > begins)
      ) then
        perform private.uncover_person(account, person, begins);
        perform private.cover_person(account, was.gym_id, person, begins);
      end if;
    end loop;
  end if;
  if refusal is null then
    perform private.restate_dues(account, now());
    -- Another version also where only whom it covers is another.
    update public.dues_accounts a set updated_at = now() where a.id = account
    returning a.* into changed;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.change_dues_account(
  uuid, timestamptz, boolean, date, uuid[], date
) from public;
--> statement-breakpoint
grant execute on function private.change_dues_account(
  uuid, timestamptz, boolean, date, uuid[], date
) to authenticated;
--> statement-breakpoint
-- Sets the last day of an account, or takes it back, and with it until when people are covered. Answers
-- the refusal `covered_elsewhere`, where another one covers somebody in the days that are won. For who
-- holds the account, and whom it covers.
create or replace function private.end_dues_account(was public.dues_accounts, last_day date)
returns text
language plpgsql volatile set search_path = '' as $$
begin
  if exists (
    select from public.dues_coverage mine
    join public.dues_coverage other on other.user_id = mine.user_id and other.gym_id = mine.gym_id
      and other.id <> mine.id
    where mine.account_id = was.id and mine.covered_until = was.ends_on + 1
      and (other.covered_until is null or other.covered_until > mine.covered_until)
      and (last_day is null or other.covered_from <= last_day)
  ) then
    return 'covered_elsewhere';
  end if;
  delete from public.dues_coverage c where c.account_id = was.id and c.covered_from > last_day;
  update public.dues_coverage c set covered_until = last_day + 1
  where c.account_id = was.id and (
    c.covered_until is null or c.covered_until = was.ends_on + 1 or c.covered_until > last_day + 1
  );
  update public.dues_accounts a set ends_on = last_day where a.id = was.id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.end_dues_account(public.dues_accounts, date) from public;
--> statement-breakpoint
-- Holds an account of a gym that the caller manages, and answers it; no row where there is none.
create or replace function private.hold_dues_account(account uuid) returns setof public.dues_accounts
language plpgsql volatile set search_path = '' as $$
begin
  return query
    select a.* from public.dues_accounts a
    where a.id = account and a.gym_id = any (private.gym_ids('MANAGER')) for no key update;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_dues_account(uuid) from public;
--> statement-breakpoint
-- Begins an account on a plan of a gym, for who pays and whom it covers, for managers. One row: the
-- refusal, or the account. Who pays is a grown-up who is a member, or the guardian of somebody covered.
-- The account copies the plan's terms. Refusals: not_a_manager, dues_plan_not_found,
-- dues_plan_archived, member_not_found, payer_not_found, payer_is_a_child, too_many_covered,
-- nobody_covered, dues_day_too_far (a year either way). Where another account covers somebody it raises.
create or replace function private.open_dues_account(
  gym uuid, plan uuid, payer uuid, people uuid[], starts_on date
) returns table (refusal text, account public.dues_accounts)
language plpgsql volatile security definer set search_path = '' as $$
declare
  covered constant uuid[] := array(select distinct unnest(people) order by 1);
  today constant date := private.dues_day(gym, now());
  begins constant date := coalesce(starts_on, today);
  p public.dues_plans;
  o record;
  person uuid;
  are_members boolean;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    return query select 'not_a_manager', null::public.dues_accounts;
    return;
  end if;
  are_members := private.hold_covered(gym, covered, payer);
  select x.* into p from public.dues_plans x where x.id = plan and x.gym_id = gym for share;
  select private.is_minor(u.birth_date) as is_child into o
  from public.users u where u.id = payer and u.deleted_at is null and (
    covered && private.persons_of(payer) and not payer = any (covered)
    or exists (
      select from public.memberships m where m.gym_id = gym and m.user_id = payer and m.in_effect
    )
  );
  refusal := case
    when p.id is null then 'dues_plan_not_found'
    when p.archived_at is not null then 'dues_plan_archived'
    when not are_members then 'member_not_found'
    when o.is_child is null then 'payer_not_found'
    when o.is_child then 'payer_is_a_child'
    when covered = '{}' then 'nobody_covered'
    when p.kind in ('monthly', 'trial') and cardinality(covered) > 1 then 'too_many_covered'
    when begins not between today - 366 and today + 366 then 'dues_day_too_far'
  end;
  if refusal is null then
    insert into public.dues_accounts as a (
      gym_id, plan_id, payer_id, kind, price, person_price, currency, punches, valid_days, starts_on
    )
    values (
      gym, plan, payer, p.kind, p.price, p.person_price, p.currency, p.punches, p.valid_days, begins
    )
    returning a.* into account;
    foreach person in array covered loop
      perform private.cover_person(account.id, gym, person, begins);
    end loop;
    if p.kind = 'trial' then
      perform private.add_punches(account.id, gym, null, p.punches);
    end if;
    perform private.restate_dues(account.id, now());
    select a.* into account from public.dues_accounts a where a.id = account.id;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.open_dues_account(uuid, uuid, uuid, uuid[], date) from public;
--> statement-breakpoint
grant execute on function private.open_dues_account(uuid, uuid, uuid, uuid[], date)
  to authenticated;
--> statement-breakpoint
-- The classes of a card or a trial that are free for use on a day, those first whose days are over first.
-- Of a card that was voided none is: what was used of it may have been given back.
create or replace function private.dues_free_punches(account public.dues_accounts, day date)
returns setof uuid
language plpgsql stable set search_path = '' as $$
begin
  return query
    with card as materialized (
      select p.id, private.dues_valid_until(account.id, p.received_on, account.valid_days) as until
      from public.dues_payments p where p.account_id = account.id and p.voided_at is null
    )
    select u.id from private.dues_punches u left join card on card.id = u.payment_id
    where u.account_id = account.id and u.check_in_id is null
      and (u.payment_id is null or card.id is not null and coalesce(card.until > day, true))
    order by card.until nulls last, u.payment_id, u.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_free_punches(public.dues_accounts, date) from public;
--> statement-breakpoint
-- What a gym's dues say to somebody who is to train on a day (`day`: the class's), asked on another
-- (`today`: when they booked or checked in, by the gym's clock). One row: the refusal or none, and
-- `card`, where it is one of which a class is to be taken. It goes by the rows as they are, never by what
-- the hourly job wrote down. Refusals, the first that applies:
--  * no_dues_plan: no account covers them that day, and the gym's rule is `required`. Not staff.
--  * dues_frozen: the account rests that day.
--  * trial_over, punch_card_empty: its days are over, or nothing is left on it. Who has a place already
--    (`held`, their check-in) has their class for it.
--  * dues_overdue: months are owed for longer than the gym's grace, today, or on the day if that is past.
create or replace function private.dues_refusal(
  gym uuid, person uuid, rule text, grace integer, day date, today date, held uuid
) returns table (refusal text, card public.dues_accounts)
language plpgsql stable set search_path = '' as $$
declare
  a public.dues_accounts;
  s record;
  over text;
begin
  select x.* into a
  from public.dues_coverage c join public.dues_accounts x on x.id = c.account_id
  where c.user_id = person and c.gym_id = gym and c.covered_from <= day
    and (c.covered_until is null or c.covered_until > day);
  if not found then
    if rule = 'required' and not exists (
      select from public.memberships m
      where m.user_id = person and m.gym_id = gym and m.role in ('INSTRUCTOR', 'MANAGER')
    ) then
      refusal := 'no_dues_plan';
    end if;
    return next;
    return;
  end if;

  select * into s from private.dues_on(a, day);
  over := case a.kind when 'trial' then 'trial_over' when 'punch_card' then 'punch_card_empty' end;
  refusal := case
    when s.state = 'frozen' then 'dues_frozen'
    when s.state = 'ended' then over
    when least(day, today) >= s.overdue_since + grace then 'dues_overdue'
  end;
  if refusal is null and a.punches is not null and not exists (
    select from private.dues_punches u where u.check_in_id = held
  ) then
    card := a;
    if not exists (select from private.dues_free_punches(a, day)) then
      refusal := over;
    end if;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_refusal(
  uuid, uuid, text, integer, date, date, uuid
) from public;
--> statement-breakpoint
-- Takes a class of a card or a trial that is free for use on a day; null where none is. Who takes one
-- waits for nobody: a row that somebody is at is theirs, and the next is looked at. So nobody can wait
-- for one another here, and no class is used twice.
create or replace function private.take_punch(account public.dues_accounts, day date) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  taken uuid;
begin
  select u.id into taken
  from private.dues_free_punches(account, day) with ordinality f (id, place)
  join private.dues_punches u on u.id = f.id
  where u.check_in_id is null
  order by f.place limit 1 for update of u skip locked;
  return taken;
end
$$;
--> statement-breakpoint
revoke execute on function private.take_punch(public.dues_accounts, date) from public;
--> statement-breakpoint
-- Has a freeze end on another day, or, without one, takes it away as if it had never been, for managers.
-- One row: the refusal, or the freeze as it is or was. Refusals: freeze_not_found, precondition_failed
-- (of another version), freeze_too_long (or none: before its first day), freeze_overlaps.
create or replace function private.change_freeze(id uuid, version timestamptz, last date)
returns table (refusal text, rest public.dues_freezes)
language plpgsql volatile security definer set search_path = '' as $$
declare
  held public.dues_accounts;
begin
  perform private.hold_caller();
  select a.* into held
  from public.dues_freezes f, private.hold_dues_account(f.account_id) a
  where f.id = change_freeze.id;
  select f.* into rest from public.dues_freezes f
  where f.id = change_freeze.id and f.account_id = held.id;
  refusal := case
    when rest.id is null then 'freeze_not_found'
    when rest.updated_at <> version then 'precondition_failed'
    when last - rest.starts_on not between 0 and 365 then 'freeze_too_long'
    when exists (
      select from public.dues_freezes f
      where f.account_id = held.id and f.id <> rest.id
        and f.starts_on <= last and f.ends_on >= rest.starts_on
    ) then 'freeze_overlaps'
  end;
  if refusal is not null then
    rest := null;
  else
    if last is null then
      delete from public.dues_freezes f where f.id = rest.id;
    else
      update public.dues_freezes f set ends_on = last where f.id = rest.id
      returning f.* into rest;
    end if;
    perform private.restate_dues(held.id, now());
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.change_freeze(uuid, timestamptz, date) from public;
--> statement-breakpoint
grant execute on function private.change_freeze(uuid, timestamptz, date) to authenticated;
--> statement-breakpoint
-- Has an account rest from one day to another, both included, for managers. One row: the refusal, or the
-- freeze. Refusals: dues_account_not_found, dues_account_ended (or not begun by then), freeze_too_long
-- (a year), freeze_overlaps.
create or replace function private.freeze_dues(account uuid, first date, last date)
returns table (refusal text, rest public.dues_freezes)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.dues_accounts;
begin
  select * into held from private.hold_dues_account(account);
  refusal := case
    when held.id is null then 'dues_account_not_found'
    when first < held.starts_on or first > held.ends_on then 'dues_account_ended'
    when last - first not between 0 and 365 then 'freeze_too_long'
    when exists (
      select from public.dues_freezes f
      where f.account_id = account and f.starts_on <= last and f.ends_on >= first
    ) then 'freeze_overlaps'
  end;
  if refusal is null then
    insert into public.dues_freezes as f (account_id, gym_id, starts_on, ends_on, noted_by)
    values (account, held.gym_id, first, last, caller) returning f.* into rest;
    perform private.restate_dues(account, now());
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.freeze_dues(uuid, date, date) from public;
--> statement-breakpoint
grant execute on function private.freeze_dues(uuid, date, date) to authenticated;
--> statement-breakpoint
-- Notes what a manager took in on an account: for so many months or cards. One row: the refusal, or the
-- payment. Refusals: dues_account_not_found, received_in_future.
create or replace function private.note_dues_payment(
  account uuid, units integer, amount numeric, received_on date, method text
) returns table (refusal text, payment public.dues_payments)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.dues_accounts;
  today date;
begin
  select * into held from private.hold_dues_account(account);
  today := private.dues_day(held.gym_id, now());
  refusal := case
    when held.id is null then 'dues_account_not_found'
    when received_on > today then 'received_in_future'
  end;
  if refusal is null then
    insert into public.dues_payments as p
      (account_id, gym_id, units, amount, received_on, method, noted_by)
    values (
      account, held.gym_id, units, amount, coalesce(received_on, today), method, caller
    )
    returning p.* into payment;
    if held.kind = 'punch_card' then
      perform private.add_punches(account, held.gym_id, payment.id, units * held.punches);
    end if;
    perform private.restate_dues(account, now());
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_dues_payment(uuid, integer, numeric, date, text) from public;
--> statement-breakpoint
grant execute on function private.note_dues_payment(uuid, integer, numeric, date, text)
  to authenticated;
--> statement-breakpoint
-- Takes back what was noted of a payment by mistake, with a reason, for managers; voided again it stays
-- as it is. What is left of its cards goes; what was used was used. It leaves a trace. One row: the
-- refusal dues_payment_not_found, or the payment.
create or replace function private.void_dues_payment(id uuid, reason text)
returns table (refusal text, payment public.dues_payments)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.dues_accounts;
begin
  select a.* into held
  from public.dues_payments p, private.hold_dues_account(p.account_id) a
  where p.id = void_dues_payment.id;
  select p.* into payment from public.dues_payments p
  where p.id = void_dues_payment.id and p.account_id = held.id;
  if payment.id is null then
    refusal := 'dues_payment_not_found';
  elsif payment.voided_at is null then
    update public.dues_payments p
    set voided_at = now(), voided_by = caller, void_reason = reason
    where p.id = payment.id returning p.* into payment;
    delete from private.dues_punches u where u.payment_id = payment.id and u.check_in_id is null;
    perform private.restate_dues(held.id, now());
    perform private.audit(
      held.gym_id, held.payer_id, 'dues_payment_voided',
      jsonb_build_object(
        'amount', payment.amount::text, 'currency', held.currency,
        'received_on', payment.received_on, 'reason', reason
      )
    );
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.void_dues_payment(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.void_dues_payment(uuid, text) to authenticated;
--> statement-breakpoint
-- How an account stands on a day of its gym: the one definition, a function of its rows and that day.
-- The first that applies:
--  * before its first day `current`, after its last `ended`;
--  * on a day of a freeze `frozen`;
--  * a trial, or a card, whose days are over `ended`; what is left on it does not matter here;
--  * months that are not paid for `overdue`, since the first day of the first such month.
-- `paid_until` is that day; for cards and trials the first on which they are good no more (null: none).
-- `changes_on` is the next day on which it may stand otherwise without anybody writing.
create or replace function private.dues_on(account public.dues_accounts, day date)
returns table (state text, overdue_since date, paid_until date, changes_on date)
language plpgsql stable set search_path = '' as $$
begin
  if account.kind = 'trial' then
    paid_until := private.dues_valid_until(account.id, account.starts_on, account.valid_days);
  elsif account.kind = 'punch_card' then
    select max(private.dues_valid_until(account.id, p.received_on, account.valid_days))
    into paid_until
    from public.dues_payments p where p.account_id = account.id and p.voided_at is null;
  else
    paid_until := private.dues_month(
      account.id, account.starts_on, private.dues_units(account.id)
    );
  end if;
  state := case
    when day < account.starts_on then 'current'
    when day > account.ends_on then 'ended'
    when exists (
      select from public.dues_freezes f
      where f.account_id = account.id and day between f.starts_on and f.ends_on
    ) then 'frozen'
    when day < paid_until or paid_until is null then 'current'
    when account.kind in ('trial', 'punch_card') then 'ended'
    else 'overdue'
  end;
  overdue_since := case when state = 'overdue' then paid_until end;
  select min(d.day) into changes_on
  from (
    values (account.starts_on), (account.ends_on + 1), (paid_until)
    union all
    select unnest(array[f.starts_on, f.ends_on + 1]) from public.dues_freezes f
    where f.account_id = account.id
  ) d (day)
  where d.day > dues_on.day;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_on(public.dues_accounts, date) from public;
--> statement-breakpoint
-- What an account owes on a day, and for how many months: each that has begun and is not paid for, at
-- the price of as many people as it covers on its first day; none where that is nobody, as when the last
-- has left, or before it covered anybody. Of a card nothing is owed, as it is paid
-- before it is used, and of a trial what was not paid of its price. Exact decimals.
create or replace function private.dues_owed(account public.dues_accounts, day date)
returns table (months integer, amount numeric)
language plpgsql stable set search_path = '' as $$
declare
  paid constant integer := private.dues_units(account.id);
  due date;
begin
  months := 0;
  amount := 0;
  if account.kind = 'trial' then
    amount := case when paid = 0 and day >= account.starts_on then account.price else 0 end;
  elsif account.kind <> 'punch_card' then
    loop
      due := private.dues_month(account.id, account.starts_on, paid + months);
      exit when due > least(day, account.ends_on) or not exists (
        select from public.dues_coverage c
        where c.account_id = account.id and c.covered_from <= due
          and (c.covered_until is null or c.covered_until > due)
      );
      amount := amount + private.dues_price(account, due);
      months := months + 1;
    end loop;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_owed(public.dues_accounts, date) from public;
--> statement-breakpoint
-- What a month, a card or a trial of an account costs on a day: of a family so much more for each person
-- after the first whom it covers then.
create or replace function private.dues_price(account public.dues_accounts, day date)
returns numeric
language plpgsql stable set search_path = '' as $$
begin
  return account.price + coalesce(account.person_price, 0) * (
    select greatest(count(*) - 1, 0) from public.dues_coverage c
    where c.account_id = account.id and c.covered_from <= day
      and (c.covered_until is null or c.covered_until > day)
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.dues_price(public.dues_accounts, date) from public;
--> statement-breakpoint
-- Says which plan a product of Stripe's stands for, and by which prices it is sold. Who has subscribed to
-- it has that plan from now on.
create or replace function private.put_stripe_product(
  product text,
  its_plan text,
  monthly text,
  yearly text
) returns setof private.stripe_products
language plpgsql volatile rows 1 set search_path = '' as $$
begin
  return query
    insert into private.stripe_products as o (product_id, plan, monthly_price_id, yearly_price_id)
    values (product, its_plan, monthly, yearly)
    on conflict (product_id) do update
    set plan = excluded.plan, monthly_price_id = excluded.monthly_price_id,
      yearly_price_id = excluded.yearly_price_id
    returning o.*;
  perform private.follow_stripe_plan(s.user_id) from (
    select distinct s.user_id from private.stripe_subscriptions s
    where product = any (s.product_ids) and s.user_id is not null order by s.user_id
  ) s;
end
$$;
--> statement-breakpoint
revoke execute on function private.put_stripe_product(text, text, text, text) from public;
--> statement-breakpoint
grant execute on function private.put_stripe_product(text, text, text, text) to service_role;
--> statement-breakpoint
-- A manager of the shop asks who would get an automation's message now; where that is being found out,
-- it is that run. No row where there is no such automation of theirs.
create or replace function private.start_dry_run(automation uuid, of text)
returns setof public.dry_runs
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked public.automations;
  run public.dry_runs;
begin
  -- Two at once come one after the other.
  select a.* into asked from public.automations a
  where a.id = automation and a.shop_id = any (private.shop_ids()) for no key update;
  if asked.id is null then
    return;
  end if;
  if asked.archived_at is not null then
    raise exception 'the automation is archived'
      using errcode = 'check_violation', constraint = 'automation_archived';
  end if;
  if start_dry_run.of = 'published' and asked.published_version is null then
    raise exception 'the automation is not published'
      using errcode = 'check_violation', constraint = 'automation_not_published';
  end if;
  select r.* into run from public.dry_runs r
  where r.automation_id = asked.id and r.shop_id = asked.shop_id and r.state = 'queued';
  if run.id is null then
    insert into public.dry_runs (shop_id, automation_id, of)
    values (asked.shop_id, asked.id, start_dry_run.of) returning * into run;
    perform private.enqueue_job(
      'run_dry_run', jsonb_build_object('dry_run_id', run.id), run.id::text
    );
  elsif run.of <> start_dry_run.of then
    raise exception 'another dry run of it is queued'
      using errcode = 'check_violation', constraint = 'dry_run_queued';
  end if;
  return next run;
end
$$;
--> statement-breakpoint
revoke execute on function private.start_dry_run(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.start_dry_run(uuid, text) to authenticated;
--> statement-breakpoint
-- Takes back that a customer unsubscribed, and nothing else: what the provider said of an address stays,
-- and so does what anybody else said of it, or a customer could open another's mailbox by taking their
-- address.
create or replace function private.resubscribe(customer public.customers) returns void
language sql volatile set search_path = '' as $$
  delete from public.suppressions s
  where s.shop_id = customer.shop_id and s.customer_id = customer.id and s.reason = 'unsubscribed';
$$;
--> statement-breakpoint
revoke execute on function private.resubscribe(public.customers) from public;
--> statement-breakpoint
-- Notes for a manager of the shop that who has an address said they want no mailings; again changes
-- nothing. What is noted, no manager takes back. No row where the caller's shops are others.
create or replace function private.suppress_address(shop uuid, said text, at timestamptz default now())
returns setof public.suppressions
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  known uuid;
begin
  perform private.hold_caller();
  if (shop = any (private.shop_ids())) is not true then
    return;
  end if;
  select c.id into known from public.customers c
  where c.shop_id = shop and lower(c.email collate "C") = lower(said)
  order by c.created_at, c.id limit 1
  for no key update;
  insert into public.suppressions (shop_id, address, customer_id, reason, since)
  values (shop, lower(said), known, 'unsubscribed', at)
  on conflict do nothing;
  return query
    select s.* from public.suppressions s
    where s.shop_id = shop and s.address = lower(said) and s.reason = 'unsubscribed'
    order by s.since, s.id limit 1;
end
$$;
--> statement-breakpoint
revoke execute on function private.suppress_address(uuid, text, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.suppress_address(uuid, text, timestamptz) to authenticated;
--> statement-breakpoint
create policy "automation_versions_select_manager" on "public"."automation_versions" as permissive for select to authenticated
  using ("automation_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automation_versions_insert_manager" on "public"."automation_versions" as permissive for insert to authenticated
  with check ("automation_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automations_select_manager" on "public"."automations" as permissive for select to authenticated
  using ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automations_insert_manager" on "public"."automations" as permissive for insert to authenticated
  with check ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automations_update_manager" on "public"."automations" as permissive for update to authenticated
  using ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]))
  with check ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "customer_tags_select_manager" on "public"."customer_tags" as permissive for select to authenticated
  using ("customer_tags"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "dry_run_customers_select_manager" on "public"."dry_run_customers" as permissive for select to authenticated
  using ("dry_run_customers"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "dry_runs_select_manager" on "public"."dry_runs" as permissive for select to authenticated
  using ("dry_runs"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "dues_accounts_select_own_or_manager" on "public"."dues_accounts" as permissive for select to authenticated
  using (("dues_accounts"."payer_id" = any ((select private.person_ids())::uuid[]) or "dues_accounts"."id" = any ((select private.covering_account_ids())::uuid[]) or "dues_accounts"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "dues_coverage_select_own_or_manager" on "public"."dues_coverage" as permissive for select to authenticated
  using (("dues_coverage"."user_id" = any ((select private.person_ids())::uuid[]) or "dues_coverage"."account_id" = any ((select private.paid_account_ids())::uuid[]) or "dues_coverage"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "dues_freezes_select_own_or_manager" on "public"."dues_freezes" as permissive for select to authenticated
  using (("dues_freezes"."account_id" = any ((select private.covering_account_ids())::uuid[]) or "dues_freezes"."account_id" = any ((select private.paid_account_ids())::uuid[]) or "dues_freezes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "dues_payments_select_payer_or_manager" on "public"."dues_payments" as permissive for select to authenticated
  using (("dues_payments"."account_id" = any ((select private.paid_account_ids())::uuid[]) or "dues_payments"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "dues_plans_select_members" on "public"."dues_plans" as permissive for select to authenticated
  using ("dues_plans"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "dues_plans_insert_manager" on "public"."dues_plans" as permissive for insert to authenticated
  with check (("dues_plans"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) and "dues_plans"."archived_at" is null));
--> statement-breakpoint
create policy "dues_plans_update_manager" on "public"."dues_plans" as permissive for update to authenticated
  using ("dues_plans"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]))
  with check ("dues_plans"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "mailing_settings_select_manager" on "public"."mailing_settings" as permissive for select to authenticated
  using ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "mailing_settings_insert_manager" on "public"."mailing_settings" as permissive for insert to authenticated
  with check ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "mailing_settings_update_manager" on "public"."mailing_settings" as permissive for update to authenticated
  using ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]))
  with check ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_logs_select_manager" on "public"."message_logs" as permissive for select to authenticated
  using ("message_logs"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_template_versions_select_manager" on "public"."message_template_versions" as permissive for select to authenticated
  using ("message_template_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_template_versions_insert_manager" on "public"."message_template_versions" as permissive for insert to authenticated
  with check ("message_template_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_templates_select_manager" on "public"."message_templates" as permissive for select to authenticated
  using ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_templates_insert_manager" on "public"."message_templates" as permissive for insert to authenticated
  with check ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_templates_update_manager" on "public"."message_templates" as permissive for update to authenticated
  using ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]))
  with check ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "refused_topics_select_manager" on "public"."refused_topics" as permissive for select to authenticated
  using ("refused_topics"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "suppressions_select_manager" on "public"."suppressions" as permissive for select to authenticated
  using ("suppressions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create trigger "automation_entries_touch" before update on "private"."automation_entries"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "automation_entries_transition" before insert or update of "state" on "private"."automation_entries"
  for each row execute function private.guard_transition('state', '{"":["active"],"active":["done","left"],"done":[],"left":[]}');
--> statement-breakpoint
create trigger "automation_versions_stamp_insert" before insert on "public"."automation_versions"
  for each row execute function private.stamp_created();
--> statement-breakpoint
create trigger "automations_touch" before update on "public"."automations"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "automations_stamp_insert" before insert on "public"."automations"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "automations_stamp_enabled" before insert or update of "enabled" on "public"."automations"
  for each row execute function private.stamp_enabled();
--> statement-breakpoint
create trigger "check_ins_give_punch_back" after update of "status" on "public"."check_ins"
  for each row when (new.status = 'cancelled' and old.status <> 'cancelled') execute function private.give_punch_back();
--> statement-breakpoint
create trigger "dry_runs_touch" before update on "public"."dry_runs"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "dry_runs_transition" before insert or update of "state" on "public"."dry_runs"
  for each row execute function private.guard_transition('state', '{"":["queued"],"queued":["done","failed"],"done":[],"failed":[]}');
--> statement-breakpoint
create trigger "dues_accounts_hold_payer_id" before insert or update of "payer_id" on "public"."dues_accounts"
  for each row when (new."payer_id" is not null) execute function private.hold_person('payer_id');
--> statement-breakpoint
create trigger "dues_accounts_touch" before update on "public"."dues_accounts"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "dues_coverage_hold_user_id" before insert or update of "user_id" on "public"."dues_coverage"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "dues_coverage_keep_erased_user_id" before update on "public"."dues_coverage"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "dues_coverage_touch" before update on "public"."dues_coverage"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "dues_freezes_hold_noted_by" before insert or update of "noted_by" on "public"."dues_freezes"
  for each row when (new."noted_by" is not null) execute function private.hold_person('noted_by');
--> statement-breakpoint
create trigger "dues_freezes_touch" before update on "public"."dues_freezes"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "dues_payments_hold_noted_by" before insert or update of "noted_by" on "public"."dues_payments"
  for each row when (new."noted_by" is not null) execute function private.hold_person('noted_by');
--> statement-breakpoint
create trigger "dues_payments_hold_voided_by" before insert or update of "voided_by" on "public"."dues_payments"
  for each row when (new."voided_by" is not null) execute function private.hold_person('voided_by');
--> statement-breakpoint
create trigger "dues_plans_touch" before update on "public"."dues_plans"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "dues_plans_stamp_insert" before insert on "public"."dues_plans"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "dues_plans_guard_archived" before update on "public"."dues_plans"
  for each row execute function private.guard_dues_plan();
--> statement-breakpoint
create trigger "mailing_settings_touch" before update on "public"."mailing_settings"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "memberships_end_coverage" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.end_dues_coverage();
--> statement-breakpoint
create trigger "message_logs_touch" before update on "public"."message_logs"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "message_logs_transition" before update of "status" on "public"."message_logs"
  for each row when ((old."status", new."status") not in (('scheduled', 'scheduled'), ('scheduled', 'sending'), ('scheduled', 'refused'), ('scheduled', 'cancelled'), ('scheduled', 'failed'), ('scheduled', 'delivered'), ('scheduled', 'complained'), ('sending', 'sending'), ('sending', 'scheduled'), ('sending', 'sent'), ('sending', 'delivered'), ('sending', 'bounced'), ('sending', 'complained'), ('sending', 'failed'), ('sending', 'refused'), ('sent', 'sent'), ('sent', 'failed'), ('sent', 'delivered'), ('sent', 'bounced'), ('sent', 'complained'), ('delivered', 'delivered'), ('delivered', 'bounced'), ('delivered', 'complained'), ('bounced', 'bounced'), ('bounced', 'complained'), ('complained', 'complained'), ('failed', 'failed'), ('failed', 'scheduled'), ('failed', 'delivered'), ('failed', 'bounced'), ('failed', 'complained'), ('held_out', 'held_out'), ('refused', 'refused'), ('cancelled', 'cancelled'))) execute function private.guard_transition('status', '{"scheduled":["sending","refused","cancelled","failed","delivered","complained"],"sending":["scheduled","sent","delivered","bounced","complained","failed","refused"],"sent":["failed","delivered","bounced","complained"],"delivered":["bounced","complained"],"bounced":["complained"],"complained":[],"failed":["scheduled","delivered","bounced","complained"],"held_out":[],"refused":[],"cancelled":[]}');
--> statement-breakpoint
create trigger "message_template_versions_stamp_insert" before insert on "public"."message_template_versions"
  for each row execute function private.stamp_created();
--> statement-breakpoint
create trigger "message_templates_touch" before update on "public"."message_templates"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "message_templates_stamp_insert" before insert on "public"."message_templates"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "memberships_note_new_for_automations" after insert on "public"."memberships"
  referencing new table as added
  for each statement execute function private.note_approvals();
--> statement-breakpoint
create trigger "memberships_note_changed_for_automations" after update on "public"."memberships"
  referencing old table as removed new table as added
  for each statement execute function private.note_approvals();
--> statement-breakpoint
create trigger "graduations_note_for_automations" after insert on "public"."graduations"
  referencing new table as added
  for each statement execute function private.note_graduations();
--> statement-breakpoint
create trigger "orders_note_for_automations" after insert on "public"."orders"
  referencing new table as added
  for each statement execute function private.note_orders();
--> statement-breakpoint
create trigger "segment_changes_note_for_automations" after insert on "public"."segment_changes"
  referencing new table as added
  for each statement execute function private.note_segment_changes();
--> statement-breakpoint
create trigger "customers_recall_new_suppressions" after insert on "public"."customers"
  referencing new table as told
  for each statement execute function private.recall_suppressions();
--> statement-breakpoint
create trigger "customers_recall_suppressions" after update on "public"."customers"
  referencing new table as told
  for each statement execute function private.recall_suppressions();
--> statement-breakpoint
create trigger "stripe_customers_hold_user_id" before insert or update of "user_id" on "private"."stripe_customers"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "stripe_products_touch" before update on "private"."stripe_products"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "stripe_subscriptions_hold_user_id" before insert or update of "user_id" on "private"."stripe_subscriptions"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "stripe_subscriptions_touch" before update on "private"."stripe_subscriptions"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
alter table "private"."automation_entries" force row level security;
--> statement-breakpoint
revoke all on table "private"."automation_entries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update on table "private"."automation_entries" to service_role;
--> statement-breakpoint
alter table "private"."automation_events" force row level security;
--> statement-breakpoint
revoke all on table "private"."automation_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update, delete on table "private"."automation_events" to service_role;
--> statement-breakpoint
alter table "public"."automation_versions" force row level security;
--> statement-breakpoint
revoke all on table "public"."automation_versions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."automation_versions" to authenticated;
--> statement-breakpoint
grant select on table "public"."automation_versions" to service_role;
--> statement-breakpoint
alter table "public"."automations" force row level security;
--> statement-breakpoint
revoke all on table "public"."automations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "trigger", "trigger_options", "conditions", "topic", "quiet_from", "quiet_until", "send_days", "hold_out_percent", "attribution_days", "action", "template_id", "tag", "delay_minutes", "steps", "enabled", "published_version", "archived_at") on table "public"."automations" to authenticated;
--> statement-breakpoint
grant select on table "public"."automations" to service_role;
--> statement-breakpoint
alter table "public"."customer_tags" force row level security;
--> statement-breakpoint
revoke all on table "public"."customer_tags" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."customer_tags" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."customer_tags" to service_role;
--> statement-breakpoint
alter table "public"."dry_run_customers" force row level security;
--> statement-breakpoint
revoke all on table "public"."dry_run_customers" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dry_run_customers" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."dry_run_customers" to service_role;
--> statement-breakpoint
alter table "public"."dry_runs" force row level security;
--> statement-breakpoint
revoke all on table "public"."dry_runs" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dry_runs" to authenticated;
--> statement-breakpoint
grant select, update, delete on table "public"."dry_runs" to service_role;
--> statement-breakpoint
alter table "public"."dues_accounts" force row level security;
--> statement-breakpoint
revoke all on table "public"."dues_accounts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dues_accounts" to authenticated;
--> statement-breakpoint
grant select, update ("ended_at"), delete on table "public"."dues_accounts" to service_role;
--> statement-breakpoint
alter table "public"."dues_coverage" force row level security;
--> statement-breakpoint
revoke all on table "public"."dues_coverage" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dues_coverage" to authenticated;
--> statement-breakpoint
grant select on table "public"."dues_coverage" to service_role;
--> statement-breakpoint
alter table "public"."dues_freezes" force row level security;
--> statement-breakpoint
revoke all on table "public"."dues_freezes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dues_freezes" to authenticated;
--> statement-breakpoint
grant select on table "public"."dues_freezes" to service_role;
--> statement-breakpoint
alter table "public"."dues_payments" force row level security;
--> statement-breakpoint
revoke all on table "public"."dues_payments" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dues_payments" to authenticated;
--> statement-breakpoint
grant select on table "public"."dues_payments" to service_role;
--> statement-breakpoint
alter table "public"."dues_plans" force row level security;
--> statement-breakpoint
revoke all on table "public"."dues_plans" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "price", "person_price", "punches", "valid_days", "archived_at") on table "public"."dues_plans" to authenticated;
--> statement-breakpoint
grant select on table "public"."dues_plans" to service_role;
--> statement-breakpoint
alter table "private"."dues_punches" force row level security;
--> statement-breakpoint
revoke all on table "private"."dues_punches" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "private"."dues_punches" to service_role;
--> statement-breakpoint
alter table "private"."forgotten_suppressions" force row level security;
--> statement-breakpoint
revoke all on table "private"."forgotten_suppressions" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "public"."gyms" force row level security;
--> statement-breakpoint
revoke all on table "public"."gyms" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "address", "logo", "manager_id", "since", "timezone", "waitlist", "dues", "dues_grace_days") on table "public"."gyms" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gyms" to service_role;
--> statement-breakpoint
alter table "private"."mailing_contacts" force row level security;
--> statement-breakpoint
revoke all on table "private"."mailing_contacts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update on table "private"."mailing_contacts" to service_role;
--> statement-breakpoint
alter table "private"."mailing_keys" force row level security;
--> statement-breakpoint
revoke all on table "private"."mailing_keys" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "public"."mailing_settings" force row level security;
--> statement-breakpoint
revoke all on table "public"."mailing_settings" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("cap_messages", "cap_days", "reply_to", "postal_address") on table "public"."mailing_settings" to authenticated;
--> statement-breakpoint
grant select on table "public"."mailing_settings" to service_role;
--> statement-breakpoint
alter table "public"."message_logs" force row level security;
--> statement-breakpoint
revoke all on table "public"."message_logs" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."message_logs" to authenticated;
--> statement-breakpoint
grant select, insert, update on table "public"."message_logs" to service_role;
--> statement-breakpoint
alter table "public"."message_template_versions" force row level security;
--> statement-breakpoint
revoke all on table "public"."message_template_versions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."message_template_versions" to authenticated;
--> statement-breakpoint
grant select on table "public"."message_template_versions" to service_role;
--> statement-breakpoint
alter table "public"."message_templates" force row level security;
--> statement-breakpoint
revoke all on table "public"."message_templates" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "default_locale", "contents", "fallbacks", "published_version", "archived_at") on table "public"."message_templates" to authenticated;
--> statement-breakpoint
grant select on table "public"."message_templates" to service_role;
--> statement-breakpoint
alter table "public"."refused_topics" force row level security;
--> statement-breakpoint
revoke all on table "public"."refused_topics" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."refused_topics" to authenticated;
--> statement-breakpoint
grant select on table "public"."refused_topics" to service_role;
--> statement-breakpoint
alter table "private"."stripe_customers" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_customers" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_customers" to service_role;
--> statement-breakpoint
alter table "private"."stripe_events" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_events" to service_role;
--> statement-breakpoint
alter table "private"."stripe_products" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_products" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_products" to service_role;
--> statement-breakpoint
alter table "private"."stripe_subscriptions" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_subscriptions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_subscriptions" to service_role;
--> statement-breakpoint
alter table "public"."suppressions" force row level security;
--> statement-breakpoint
revoke all on table "public"."suppressions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."suppressions" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."suppressions" to service_role;
--> statement-breakpoint
-- src/db/schema/mailings/suppressions/first-mailing-key.after.sql (aa6fb1a857e2d5ca)
-- The first key, made here of what Postgres takes for strong random numbers (a uuid has 122 bits).
-- Another one by the same statement with the next id; the old ones stay, for links that were sent.
insert into private.mailing_keys (id, inner_key, outer_key)
select 1,
  string_agg(uuid_send(gen_random_uuid()), '') filter (where n <= 4),
  string_agg(uuid_send(gen_random_uuid()), '') filter (where n > 4)
from generate_series(1, 8) n
where not exists (select from private.mailing_keys)
having count(*) > 0;
