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
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "user_profiles" DROP CONSTRAINT "user_profiles_subscription_status_check";
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "dues" text DEFAULT 'off' NOT NULL;
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "dues_grace_days" integer DEFAULT 7 NOT NULL;
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
ALTER TABLE "private"."stripe_customers" ADD CONSTRAINT "stripe_customers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."stripe_subscriptions" ADD CONSTRAINT "stripe_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
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
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'rank_system_written', 'rank_system_withdrawn', 'promoted', 'graduation_voided', 'title_recorded', 'title_removed', 'post_removed', 'comment_removed', 'customer_matched', 'customer_unmatched', 'gym_closing', 'gym_kept', 'gym_closed', 'gym_exported', 'dues_payment_voided', 'erased'));
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_dues_check" CHECK ("gyms"."dues" in ('off', 'asked', 'required'));
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_dues_grace_days_check" CHECK ("gyms"."dues_grace_days" between 0 and 90);
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
create or replace function private.dues_free_punches(account public.dues_accounts, day date)
returns setof uuid
language plpgsql stable set search_path = '' as $$
begin
  return query
    with card as materialized (
      select p.id, private.dues_valid_until(account.id, p.received_on, account.valid_days) as until
      from public.dues_payments p where p.account_id = account.id
    )
    select u.id from private.dues_punches u left join card on card.id = u.payment_id
    where u.account_id = account.id and u.check_in_id is null
      and (u.payment_id is null or card.until is null or card.until > day)
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
-- the price of as many people as it covers on its first day. Of a card nothing is owed, as it is paid
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
      exit when due > least(day, account.ends_on);
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
create trigger "check_ins_give_punch_back" after update of "status" on "public"."check_ins"
  for each row when (new.status = 'cancelled' and old.status <> 'cancelled') execute function private.give_punch_back();
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
create trigger "memberships_end_coverage" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.end_dues_coverage();
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
alter table "public"."gyms" force row level security;
--> statement-breakpoint
revoke all on table "public"."gyms" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "address", "logo", "manager_id", "since", "timezone", "waitlist", "dues", "dues_grace_days") on table "public"."gyms" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gyms" to service_role;
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
