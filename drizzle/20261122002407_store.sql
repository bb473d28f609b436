set local check_function_bodies = off;
--> statement-breakpoint
CREATE TYPE "public"."action_type" AS ENUM('email', 'push', 'tag');
--> statement-breakpoint
CREATE TYPE "public"."customer_segment" AS ENUM('champions', 'loyal', 'potential_loyalist', 'new', 'promising', 'need_attention', 'about_to_sleep', 'at_risk', 'cant_lose_them', 'lost', 'others');
--> statement-breakpoint
CREATE TYPE "public"."financial_status" AS ENUM('pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided', 'expired');
--> statement-breakpoint
CREATE TYPE "public"."message_channel" AS ENUM('email', 'push');
--> statement-breakpoint
CREATE TYPE "public"."message_status" AS ENUM('scheduled', 'sending', 'sent', 'delivered', 'bounced', 'complained', 'failed', 'held_out', 'refused', 'cancelled');
--> statement-breakpoint
CREATE TYPE "public"."trigger_type" AS ENUM('segment_changed', 'order_placed', 'first_purchase', 'absent', 'birthday', 'graduated', 'membership_approved');
--> statement-breakpoint
-- Students of a gym who have not come for some days, the longest away first: never since they joined,
-- or not since they were present last, though classes took place meanwhile (`missed`, of a year at most).
create or replace function private.absent_members(
  gym uuid, days integer, at timestamptz, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, today - 365, today, at) h group by h.class_date
    ), away as (
      select m.user_id, greatest(m.joined_on, m.came_on) as since,
        case when m.came_on >= m.joined_on then 'stopped_coming' else 'never_came' end as reason
      from private.last_there(gym, at) m where m.role = 'STUDENT'
    )
    select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since,
      today - a.since, next.held_since::integer
    from away a
    join public.users u on u.id = a.user_id and u.deleted_at is null
    cross join lateral (
      select d.held_since from dates d where d.class_date > a.since order by d.class_date limit 1
    ) next
    where a.since <= today - days
      and (after_id is null or (a.since, a.user_id) > (after_since, after_id))
    order by a.since, a.user_id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.absent_members(uuid, integer, timestamptz, date, uuid, integer)
  from public;
--> statement-breakpoint
-- When each member of a gym in effect joined, and was last at a class: null for who never was. Looked up
-- over a year at once, and for whom it finds none there one by one. Asks nobody who they are.
create or replace function private.last_there(gym uuid, at timestamptz)
returns table (user_id uuid, role text, joined_on date, came_on date)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with recent as (
      select k.user_id, max(k.class_date) as came_on from public.check_ins k
      where k.gym_id = gym and k.status = 'present' and k.class_date > today - 366
      group by k.user_id
    )
    select m.user_id, m.role, (m.approved_at at time zone zone)::date, coalesce(r.came_on, (
      select max(k.class_date) from public.check_ins k
      where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
    ))
    from public.memberships m
    left join recent r on r.user_id = m.user_id
    where m.gym_id = gym and m.in_effect;
end
$$;
--> statement-breakpoint
revoke execute on function private.last_there(uuid, timestamptz) from public;
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
  perform private.erase_store(erased);
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
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
-- Has what waits for a bulk operation of a shop go on at once, and answers how many jobs that were. One
-- that is at work asks by itself, and is not waited for.
create or replace function private.wake_bulk_operation(shop uuid, operation text)
returns table (written integer)
language plpgsql volatile rows 1 set search_path = '' as $$
begin
  update private.jobs set run_at = date_trunc('milliseconds', now())
  where id in (
    select j.id from private.line_sources s
    join private.jobs j on (j.kind, j.dedupe_key) in (
      ('run_backfill', s.backfill_id::text), ('reconcile_shop', s.reconciliation_id::text)
    )
    where s.shop_id = shop and s.operation_id = operation and s.finished_at is null
      and j.status = 'queued' and j.run_at > now()
    for update of j skip locked
  );
  get diagnostics written = row_count;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.wake_bulk_operation(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.wake_bulk_operation(uuid, text) to service_role;
--> statement-breakpoint
-- Writes what Shopify says of customers, one or thousands, of whom none is named twice. Each field goes by
-- the clocks of the news that told it last; `says` has a bit for each that this news tells, in the order
-- of `customerFields`. Who was deleted or redacted stays so, without a word. Members are held ahead of
-- the customers whom they may be, as an erasure holds them, and matched at last; by an address that
-- changed nobody is a member any longer.
create or replace function private.apply_customers(
  shop uuid,
  ids bigint[],
  says integer[],
  emails text[],
  first_names text[],
  last_names text[],
  phones text[],
  email_consents text[],
  sms_consents text[],
  locales text[],
  shopify_groups text[],
  created timestamptz[],
  updated timestamptz[],
  observed timestamptz[],
  out written integer,
  out stale integer
)
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  told uuid[];
  members uuid[];
begin
  perform private.hold_store(shop, false);
  members := private.hold_members(shop, emails);
  with news as (
    select n.*, coalesce(n.observed_at, '-infinity') as last_seen
    from unnest(
      ids, says, emails, first_names, last_names, phones, email_consents, sms_consents, locales,
      shopify_groups, created, updated, observed
    ) n (
      id, says, email, first_name, last_name, phone, email_consent, sms_consent, locale,
      shopify_group, created_at, updated_at, observed_at
    )
  ), fresh as (
    insert into public.customers as c (
      shop_id, shopify_id, email, first_name, last_name, phone, email_consent, sms_consent, locale,
      shopify_group, shopify_created_at, shopify_updated_at, told_at, seen_at
    )
    select shop, n.id, n.email, n.first_name, n.last_name, n.phone, n.email_consent, n.sms_consent,
      n.locale, n.shopify_group, n.created_at, n.updated_at,
      array[
        case when n.says & 1 > 0 then n.updated_at else '-infinity' end,
        case when n.says & 2 > 0 then n.updated_at else '-infinity' end,
        case when n.says & 4 > 0 then n.updated_at else '-infinity' end,
        case when n.says & 8 > 0 then n.updated_at else '-infinity' end,
        case when n.says & 16 > 0 then n.updated_at else '-infinity' end,
        case when n.says & 32 > 0 then n.updated_at else '-infinity' end,
        case when n.says & 64 > 0 then n.updated_at else '-infinity' end,
        case when n.says & 128 > 0 then n.updated_at else '-infinity' end
      ],
      array[
        case when n.says & 1 > 0 then n.last_seen else '-infinity' end,
        case when n.says & 2 > 0 then n.last_seen else '-infinity' end,
        case when n.says & 4 > 0 then n.last_seen else '-infinity' end,
        case when n.says & 8 > 0 then n.last_seen else '-infinity' end,
        case when n.says & 16 > 0 then n.last_seen else '-infinity' end,
        case when n.says & 32 > 0 then n.last_seen else '-infinity' end,
        case when n.says & 64 > 0 then n.last_seen else '-infinity' end,
        case when n.says & 128 > 0 then n.last_seen else '-infinity' end
      ]
    from news n
    order by n.id
    on conflict (shop_id, shopify_id) do update set
    email = case when (excluded.told_at[1], excluded.seen_at[1]) > (c.told_at[1], c.seen_at[1])
      then excluded.email else c.email end,
    first_name = case when (excluded.told_at[2], excluded.seen_at[2]) > (c.told_at[2], c.seen_at[2])
      then excluded.first_name else c.first_name end,
    last_name = case when (excluded.told_at[3], excluded.seen_at[3]) > (c.told_at[3], c.seen_at[3])
      then excluded.last_name else c.last_name end,
    phone = case when (excluded.told_at[4], excluded.seen_at[4]) > (c.told_at[4], c.seen_at[4])
      then excluded.phone else c.phone end,
    email_consent = case when (excluded.told_at[5], excluded.seen_at[5]) > (c.told_at[5], c.seen_at[5])
      then excluded.email_consent else c.email_consent end,
    sms_consent = case when (excluded.told_at[6], excluded.seen_at[6]) > (c.told_at[6], c.seen_at[6])
      then excluded.sms_consent else c.sms_consent end,
    locale = case when (excluded.told_at[7], excluded.seen_at[7]) > (c.told_at[7], c.seen_at[7])
      then excluded.locale else c.locale end,
    shopify_group = case when (excluded.told_at[8], excluded.seen_at[8]) > (c.told_at[8], c.seen_at[8])
      then excluded.shopify_group else c.shopify_group end,
    user_id = case when (excluded.told_at[1], excluded.seen_at[1]) > (c.told_at[1], c.seen_at[1])
      and c.matched_by = 'email'
      and lower(excluded.email collate "C") is distinct from lower(c.email collate "C")
      then null else c.user_id end,
    matched_by = case when (excluded.told_at[1], excluded.seen_at[1]) > (c.told_at[1], c.seen_at[1])
      and c.matched_by = 'email'
      and lower(excluded.email collate "C") is distinct from lower(c.email collate "C")
      then null else c.matched_by end,
    shopify_created_at = least(c.shopify_created_at, excluded.shopify_created_at),
    shopify_updated_at = greatest(c.shopify_updated_at, excluded.shopify_updated_at),
    told_at = array[
      case when (excluded.told_at[1], excluded.seen_at[1]) > (c.told_at[1], c.seen_at[1])
        then excluded.told_at[1] else c.told_at[1] end,
      case when (excluded.told_at[2], excluded.seen_at[2]) > (c.told_at[2], c.seen_at[2])
        then excluded.told_at[2] else c.told_at[2] end,
      case when (excluded.told_at[3], excluded.seen_at[3]) > (c.told_at[3], c.seen_at[3])
        then excluded.told_at[3] else c.told_at[3] end,
      case when (excluded.told_at[4], excluded.seen_at[4]) > (c.told_at[4], c.seen_at[4])
        then excluded.told_at[4] else c.told_at[4] end,
      case when (excluded.told_at[5], excluded.seen_at[5]) > (c.told_at[5], c.seen_at[5])
        then excluded.told_at[5] else c.told_at[5] end,
      case when (excluded.told_at[6], excluded.seen_at[6]) > (c.told_at[6], c.seen_at[6])
        then excluded.told_at[6] else c.told_at[6] end,
      case when (excluded.told_at[7], excluded.seen_at[7]) > (c.told_at[7], c.seen_at[7])
        then excluded.told_at[7] else c.told_at[7] end,
      case when (excluded.told_at[8], excluded.seen_at[8]) > (c.told_at[8], c.seen_at[8])
        then excluded.told_at[8] else c.told_at[8] end
    ],
    seen_at = array[
      case when (excluded.told_at[1], excluded.seen_at[1]) > (c.told_at[1], c.seen_at[1])
        then excluded.seen_at[1] else c.seen_at[1] end,
      case when (excluded.told_at[2], excluded.seen_at[2]) > (c.told_at[2], c.seen_at[2])
        then excluded.seen_at[2] else c.seen_at[2] end,
      case when (excluded.told_at[3], excluded.seen_at[3]) > (c.told_at[3], c.seen_at[3])
        then excluded.seen_at[3] else c.seen_at[3] end,
      case when (excluded.told_at[4], excluded.seen_at[4]) > (c.told_at[4], c.seen_at[4])
        then excluded.seen_at[4] else c.seen_at[4] end,
      case when (excluded.told_at[5], excluded.seen_at[5]) > (c.told_at[5], c.seen_at[5])
        then excluded.seen_at[5] else c.seen_at[5] end,
      case when (excluded.told_at[6], excluded.seen_at[6]) > (c.told_at[6], c.seen_at[6])
        then excluded.seen_at[6] else c.seen_at[6] end,
      case when (excluded.told_at[7], excluded.seen_at[7]) > (c.told_at[7], c.seen_at[7])
        then excluded.seen_at[7] else c.seen_at[7] end,
      case when (excluded.told_at[8], excluded.seen_at[8]) > (c.told_at[8], c.seen_at[8])
        then excluded.seen_at[8] else c.seen_at[8] end
    ]
    where c.deleted_at is null and c.redacted_at is null and (
      (excluded.told_at[1], excluded.seen_at[1]) > (c.told_at[1], c.seen_at[1])
      or (excluded.told_at[2], excluded.seen_at[2]) > (c.told_at[2], c.seen_at[2])
      or (excluded.told_at[3], excluded.seen_at[3]) > (c.told_at[3], c.seen_at[3])
      or (excluded.told_at[4], excluded.seen_at[4]) > (c.told_at[4], c.seen_at[4])
      or (excluded.told_at[5], excluded.seen_at[5]) > (c.told_at[5], c.seen_at[5])
      or (excluded.told_at[6], excluded.seen_at[6]) > (c.told_at[6], c.seen_at[6])
      or (excluded.told_at[7], excluded.seen_at[7]) > (c.told_at[7], c.seen_at[7])
      or (excluded.told_at[8], excluded.seen_at[8]) > (c.told_at[8], c.seen_at[8])
    )
    returning c.id
  )
  select array_agg(f.id), count(*) into told, written from fresh f;
  stale := cardinality(ids) - written;
  perform private.match_members(shop, told, members);
end
$$;
--> statement-breakpoint
revoke execute on function private.apply_customers(
  uuid, bigint[], integer[], text[], text[], text[], text[], text[], text[], text[], text[],
  timestamptz[], timestamptz[], timestamptz[]
) from public;
--> statement-breakpoint
grant execute on function private.apply_customers(
  uuid, bigint[], integer[], text[], text[], text[], text[], text[], text[], text[], text[],
  timestamptz[], timestamptz[], timestamptz[]
) to service_role;
--> statement-breakpoint
-- Takes a customer for deleted at Shopify, whatever still comes of them, also when they were not known
-- yet. Their orders stay.
create or replace function private.delete_customer(shop uuid, customer_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.empty_customer(shop, customer_id);
  update public.customers c set deleted_at = coalesce(c.deleted_at, now())
  where c.shop_id = shop and c.shopify_id = customer_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.delete_customer(uuid, bigint) from public;
--> statement-breakpoint
grant execute on function private.delete_customer(uuid, bigint) to service_role;
--> statement-breakpoint
-- Takes every word about a customer away, and makes them where they were not known, so that what comes
-- later finds that they are gone.
create or replace function private.empty_customer(shop uuid, customer_id bigint) returns void
language plpgsql set search_path = '' as $$
begin
  insert into public.customers as c (shop_id, shopify_id) values (shop, customer_id)
  on conflict (shop_id, shopify_id) do update set
    email = null, first_name = null, last_name = null, phone = null, user_id = null,
    matched_by = null, email_consent = null, sms_consent = null, locale = null, timezone = null,
    shopify_group = null, shopify_created_at = null, shopify_updated_at = null,
    told_at = default, seen_at = default;
  delete from private.refused_matches r using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and r.customer_id = c.id and r.shop_id = shop;
end
$$;
--> statement-breakpoint
revoke execute on function private.empty_customer(uuid, bigint) from public;
--> statement-breakpoint
-- Matches a person with customers when their address was verified or changed, when they were approved in
-- a gym, and when it turns out how old they are. The argument is the column that says who.
create or replace function private.follow_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.match_person((to_jsonb(new) ->> tg_argv[0])::uuid);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_person() from public;
--> statement-breakpoint
-- Members of a shop's gym whose verified address is one of these, held: an erasure of them waits, or was
-- waited for. Addresses are the same but for the case of ASCII letters: beyond them `lower` makes one
-- of two.
create or replace function private.hold_members(shop uuid, addresses text[]) returns uuid[]
language plpgsql set search_path = '' as $$
begin
  return array(
    select u.id from public.users u
    where lower(u.email collate "C") = any (array(
      select lower(a collate "C") from unnest(addresses) a where a is not null
    ))
    and u.email_verified_at is not null and u.deleted_at is null
    and exists (
      select from public.shops h
      join public.memberships m on m.gym_id = h.gym_id and m.user_id = u.id and m.in_effect
      where h.id = shop
    )
    order by u.id for key share of u
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_members(uuid, text[]) from public;
--> statement-breakpoint
-- Says for a manager of the shop that a customer is this member, whatever their addresses are: a grown-up
-- who is approved in the shop's gym. False where the caller's shops have no such customer. The person is
-- held before the customer, as an erasure holds them.
create or replace function private.match_customer(customer uuid, member uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  gym uuid;
begin
  perform private.hold_caller();
  select h.gym_id into gym from public.customers c
  join public.shops h on h.id = c.shop_id and h.id = any (private.shop_ids())
  where c.id = customer;
  if not found then
    return false;
  end if;
  perform from public.users u
  join public.memberships m on m.user_id = u.id and m.gym_id = gym and m.in_effect
  where u.id = member and u.deleted_at is null and not private.is_minor(u.birth_date)
  for key share of u;
  if not found then
    raise exception 'not a grown-up member of the gym'
      using errcode = 'check_violation', constraint = 'customers_member';
  end if;
  update public.customers c set user_id = member, matched_by = 'person'
  where c.id = customer and c.deleted_at is null and c.redacted_at is null;
  if not found then
    return false;
  end if;
  delete from private.refused_matches r where r.customer_id = customer and r.user_id = member;
  perform private.audit(
    gym, member, 'customer_matched', jsonb_build_object('customer_id', customer)
  );
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.match_customer(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.match_customer(uuid, uuid) to authenticated;
--> statement-breakpoint
-- Says of customers who are nobody yet which of these members they are: the one who verified the same
-- address, has grown up and was not refused by a person. Of two nobody is taken.
create or replace function private.match_members(shop uuid, chosen uuid[], members uuid[])
returns void
language plpgsql set search_path = '' as $$
begin
  if chosen is null or members = '{}' then
    return;
  end if;
  update public.customers c set user_id = known.user_id, matched_by = 'email'
  from (
    select n.id, (array_agg(u.id))[1] as user_id
    from public.customers n
    join public.users u on lower(u.email collate "C") = lower(n.email collate "C")
    where n.id = any (chosen) and n.shop_id = shop and n.user_id is null and u.id = any (members)
      and not private.is_minor(u.birth_date)
      and not exists (
        select from private.refused_matches r
        where r.customer_id = n.id and r.shop_id = shop and r.user_id = u.id
      )
    group by n.id having count(*) = 1
  ) known
  where c.id = known.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.match_members(uuid, uuid[], uuid[]) from public;
--> statement-breakpoint
-- Finds which customers a person is, in the shops of gyms that approved them: those of their verified
-- address who are nobody yet. Each shop is held alone, so that a customer who is being written meanwhile
-- is waited for. Who turns out to be a minor is nobody's customer.
create or replace function private.match_person(person uuid) returns void
language plpgsql set search_path = '' as $$
declare
  known public.users;
  shop uuid;
  members uuid[];
begin
  select u.* into known from public.users u where u.id = person;
  if private.is_minor(known.birth_date) then
    perform private.unmatch_person(person);
    return;
  end if;
  if known.email is null or known.email_verified_at is null then
    return;
  end if;
  for shop in
    select h.id from public.shops h
    join public.memberships m on m.gym_id = h.gym_id and m.user_id = person and m.in_effect
    where h.deleted_at is null order by h.id
  loop
    perform private.hold_store(shop, true);
    members := private.hold_members(shop, array[known.email]);
    perform private.match_members(shop, array(
      select c.id from public.customers c
      where lower(c.email collate "C") = lower(known.email collate "C") and c.shop_id = shop
      order by c.id for update
    ), members);
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.match_person(uuid) from public;
--> statement-breakpoint
-- The customers that are the caller: of any shop, also of a gym that they have left. A guardian's list
-- does not hold their children's.
create or replace function private.own_customer_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(c.id) from public.customers c
      join public.shops s on s.id = c.shop_id and s.deleted_at is null
      where c.user_id = caller
    ),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.own_customer_ids() from public;
--> statement-breakpoint
grant execute on function private.own_customer_ids() to authenticated, service_role;
--> statement-breakpoint
-- Counts what customers' orders come to, of all of a shop or of some, from the orders themselves. Their
-- sums are made and locked first: what is being written meanwhile is either seen or added later.
create or replace function private.recount_customers(shop uuid, chosen uuid[] default null)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.customer_stats (customer_id, shop_id)
  select c.id, c.shop_id from public.customers c
  where c.shop_id = shop and (chosen is null or c.id = any (chosen))
  order by c.id
  on conflict (customer_id, shop_id) do nothing;
  perform from public.customer_stats s
  where s.shop_id = shop and (chosen is null or s.customer_id = any (chosen))
  order by s.customer_id for no key update;
  with now as (
    select c.customer_id, count(o.value)::integer as orders, coalesce(sum(o.value), 0) as spent,
      max(o.placed_at) as last_at
    from public.customer_stats c
    join public.shops h on h.id = c.shop_id
    left join public.orders o on o.customer_id = c.customer_id and o.shop_id = c.shop_id
      and o.value is not null and o.currency = h.currency
    where c.shop_id = shop and (chosen is null or c.customer_id = any (chosen))
    group by c.customer_id
  )
  update public.customer_stats s
  set orders_count = now.orders, total_spent = now.spent, last_order_at = now.last_at
  from now
  where s.customer_id = now.customer_id and s.shop_id = shop
    and (s.orders_count, s.total_spent, s.last_order_at)
      is distinct from (now.orders, now.spent, now.last_at);
end
$$;
--> statement-breakpoint
revoke execute on function private.recount_customers(uuid, uuid[]) from public;
--> statement-breakpoint
grant execute on function private.recount_customers(uuid, uuid[]) to service_role;
--> statement-breakpoint
-- Redacts a customer, as Shopify asks: not a word about the person stays or comes back, and they are no
-- member. What they ordered stays countable.
create or replace function private.redact_customer(shop uuid, customer_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.empty_customer(shop, customer_id);
  update public.customers c set redacted_at = coalesce(c.redacted_at, now())
  where c.shop_id = shop and c.shopify_id = customer_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.redact_customer(uuid, bigint) from public;
--> statement-breakpoint
grant execute on function private.redact_customer(uuid, bigint) to service_role;
--> statement-breakpoint
-- Says for the caller, who manages the shop or is the member, that a customer is not this member: no
-- address matches the two again. False where there is no such match. Persons are held before the
-- customer, as an erasure holds them.
create or replace function private.refuse_match(customer uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  known record;
begin
  select c.shop_id, c.user_id, h.gym_id into known from public.customers c
  join public.shops h on h.id = c.shop_id and h.deleted_at is null
  where c.id = customer and (c.user_id = caller or c.shop_id = any (private.shop_ids()));
  perform from public.users u where u.id = known.user_id for key share;
  perform from public.customers c where c.id = customer and c.user_id = known.user_id for update;
  if not found then
    return false;
  end if;
  insert into private.refused_matches (customer_id, shop_id, user_id)
  values (customer, known.shop_id, known.user_id);
  update public.customers c set user_id = null, matched_by = null where c.id = customer;
  perform private.audit(
    known.gym_id, known.user_id, 'customer_unmatched', jsonb_build_object('customer_id', customer)
  );
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_match(uuid) from public;
--> statement-breakpoint
grant execute on function private.refuse_match(uuid) to authenticated;
--> statement-breakpoint
-- Makes a person no shop's customer any longer; the customers stay.
create or replace function private.unmatch_person(person uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.customers c where c.user_id = person order by c.id for update;
  update public.customers c set user_id = null, matched_by = null where c.user_id = person;
end
$$;
--> statement-breakpoint
revoke execute on function private.unmatch_person(uuid) from public;
--> statement-breakpoint
-- Notes that Shopify delivered something, and answers the shop if it is news: the ledger row and the
-- effect, which follows in the same statement, commit together. A repeat answers nothing, and so does a
-- shop that is gone. Of a delivery that could not be read the next one like it is news again. From here
-- on the transaction waits 0.3 seconds for a lock: it takes five at most, and the answer is due.
create or replace function private.note_delivery(
  delivered_shop uuid,
  delivered_topic text,
  delivered_event text,
  delivered_triggered_at timestamptz,
  delivered_problem text default null
) returns setof uuid
language plpgsql volatile rows 1 set search_path = '' as $$
declare
  patience constant text := set_config('lock_timeout', '300ms', true);
begin
  insert into private.shopify_deliveries as d (shop_id, topic, event_id, triggered_at, problem)
  select s.id, delivered_topic, delivered_event, delivered_triggered_at, delivered_problem
  -- Held against a redaction of the shop that begins meanwhile.
  from public.shops s where s.id = delivered_shop and s.deleted_at is null for key share
  on conflict (shop_id, topic, event_id) do update set problem = excluded.problem
  where d.problem is not null;
  if found then return next delivered_shop; end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_delivery(uuid, text, text, timestamptz, text) from public;
--> statement-breakpoint
grant execute on function private.note_delivery(uuid, text, text, timestamptz, text)
  to service_role;
--> statement-breakpoint
-- Notes a delivery and leaves it to a job, with what was read of it.
create or replace function private.postpone_delivery(
  delivered_shop uuid,
  delivered_topic text,
  delivered_event text,
  delivered_triggered_at timestamptz,
  delivered_body jsonb,
  about_customer bigint
) returns setof uuid
language plpgsql volatile rows 1 set search_path = '' as $$
begin
  perform from private.note_delivery(
    delivered_shop, delivered_topic, delivered_event, delivered_triggered_at
  );
  if not found then return; end if;
  insert into private.postponed_deliveries (shop_id, topic, event_id, body, customer_shopify_id)
  values (delivered_shop, delivered_topic, delivered_event, delivered_body, about_customer);
  perform private.enqueue_job(
    'apply_delivery',
    jsonb_build_object(
      'shop_id', delivered_shop, 'topic', delivered_topic, 'event_id', delivered_event
    )
  );
  return next delivered_shop;
end
$$;
--> statement-breakpoint
revoke execute on function private.postpone_delivery(uuid, text, text, timestamptz, jsonb, bigint)
  from public;
--> statement-breakpoint
grant execute on function private.postpone_delivery(uuid, text, text, timestamptz, jsonb, bigint)
  to service_role;
--> statement-breakpoint
-- Makes a person no shop's customer: the shops' own record stays, and nothing leads from it to them.
create or replace function private.erase_store(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.unmatch_person(erased);
  delete from private.refused_matches r where r.user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_store(uuid) from public;
--> statement-breakpoint
-- Writes what Shopify says of orders, one or thousands, the newest of each: what is older than what is
-- known changes nothing. Customers who are not known yet are made, with an id and nothing else. What
-- was told before its order, refunds and a deletion, is added by statements of their own: they see what
-- was committed while the orders were waited for. Indexes are forced, because the plan stays while an
-- empty table grows to millions of rows.
create or replace function private.apply_orders(
  shop uuid,
  ids bigint[],
  customer_ids bigint[],
  order_numbers text[],
  total_prices numeric[],
  refunds numeric[],
  currencies text[],
  statuses public.financial_status[],
  placed timestamptz[],
  cancelled timestamptz[],
  updated timestamptz[],
  observed timestamptz[],
  out written integer,
  out stale integer
)
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  buyers uuid[];
  told bigint[];
begin
  perform private.hold_store(shop, false);
  for attempt in 1..2 loop
    -- One by one: as a join it may be planned as a reading of all customers of the shop.
    buyers := array(
      select (
        select c.id from public.customers c where c.shop_id = shop and c.shopify_id = n.id
      )
      from unnest(customer_ids) n (id)
    );
    exit when attempt = 2 or array_position(buyers, null) is null;
    insert into public.customers (shop_id, shopify_id)
    select distinct shop, n.id from unnest(customer_ids, buyers) n (id, known)
    where n.id is not null and n.known is null
    order by n.id
    on conflict (shop_id, shopify_id) do nothing;
  end loop;
  with news as (
    select distinct on (n.id) n.*
    from unnest(
      ids, buyers, order_numbers, total_prices, refunds, currencies, statuses, placed,
      cancelled, updated, observed
    ) n (
      id, customer_id, order_number, total_price, refunded, currency, status, placed_at,
      cancelled_at, updated_at, observed_at
    )
    order by n.id, n.updated_at desc, n.observed_at desc nulls last
  ), fresh as (
    insert into public.orders as o (
      shop_id, shopify_id, customer_id, order_number, total_price, refunded, currency,
      financial_status, placed_at, cancelled_at, shopify_updated_at, observed_at
    )
    select shop, n.id, n.customer_id, n.order_number, n.total_price, n.refunded, n.currency,
      n.status, n.placed_at, n.cancelled_at, n.updated_at, n.observed_at
    from news n
    on conflict (shop_id, shopify_id) do update set
      customer_id = excluded.customer_id,
      order_number = excluded.order_number,
      total_price = excluded.total_price,
      refunded = excluded.refunded,
      currency = excluded.currency,
      financial_status = excluded.financial_status,
      placed_at = excluded.placed_at,
      cancelled_at = excluded.cancelled_at,
      shopify_updated_at = excluded.shopify_updated_at,
      observed_at = excluded.observed_at
    where (excluded.shopify_updated_at, coalesce(excluded.observed_at, '-infinity'))
      > (o.shopify_updated_at, coalesce(o.observed_at, '-infinity'))
    returning o.shopify_id
  )
  select array_agg(f.shopify_id), count(*) into told, written from fresh f;
  stale := cardinality(ids) - written;
  if told is null then
    return;
  end if;
  if not exists (
    select from private.order_refunds r where r.shop_id = shop and r.order_shopify_id = any (told)
    union all
    select from private.deleted_orders d where d.shop_id = shop and d.shopify_id = any (told)
  ) then
    return;
  end if;
  with later as (
    select s.id, sum(r.amount) as amount
    from unnest(told) n (id)
    join public.orders s on s.shop_id = shop and s.shopify_id = n.id
    join private.order_refunds r on r.shop_id = shop and r.order_shopify_id = n.id
      and (r.refunded_at, coalesce(r.observed_at, '-infinity'))
        > (s.shopify_updated_at, coalesce(s.observed_at, '-infinity'))
    group by s.id
  )
  update public.orders o set refunded = o.refunded + later.amount from later where o.id = later.id;
  update public.orders o set deleted_at = d.deleted_at
  from private.deleted_orders d
  where d.shop_id = shop and d.shopify_id = any (told)
    and o.shop_id = shop and o.shopify_id = d.shopify_id and o.deleted_at is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.apply_orders(
  uuid, bigint[], bigint[], text[], numeric[], numeric[], text[], public.financial_status[],
  timestamptz[], timestamptz[], timestamptz[], timestamptz[]
) from public;
--> statement-breakpoint
grant execute on function private.apply_orders(
  uuid, bigint[], bigint[], text[], numeric[], numeric[], text[], public.financial_status[],
  timestamptz[], timestamptz[], timestamptz[], timestamptz[]
) to service_role;
--> statement-breakpoint
-- Adds refunds that came as news of their own, each once, to orders whose state is older than they are.
-- An order that is not there yet may be under way: then the shop is held alone, so that its writer
-- either sees the refund or is waited for.
create or replace function private.apply_refunds(
  shop uuid,
  ids bigint[],
  order_ids bigint[],
  amounts numeric[],
  refunded timestamptz[],
  observed timestamptz[],
  out written integer,
  out stale integer
)
language plpgsql security definer set search_path = '' as $$
declare
  fresh bigint[];
begin
  perform private.hold_store(shop, exists (
    select from unnest(order_ids) n (id) where not exists (
      select from public.orders o where o.shop_id = shop and o.shopify_id = n.id
    )
  ));
  with added as (
    insert into private.order_refunds
      (shop_id, refund_id, order_shopify_id, amount, refunded_at, observed_at)
    select distinct on (n.id) shop, n.id, n.order_id, n.amount, n.refunded_at, n.observed_at
    from unnest(ids, order_ids, amounts, refunded, observed)
      n (id, order_id, amount, refunded_at, observed_at)
    order by n.id
    on conflict (shop_id, refund_id) do nothing
    returning refund_id
  )
  select array_agg(a.refund_id), count(*) into fresh, written from added a;
  stale := cardinality(ids) - written;
  perform from public.orders o
  where o.shop_id = shop and o.shopify_id in (
    select r.order_shopify_id from private.order_refunds r
    where r.shop_id = shop and r.refund_id = any (fresh)
  )
  order by o.shopify_id for no key update;
  update public.orders o set refunded = o.refunded + later.amount
  from (
    select s.id, sum(r.amount) as amount
    from private.order_refunds r
    join public.orders s on s.shop_id = shop and s.shopify_id = r.order_shopify_id
      and (r.refunded_at, coalesce(r.observed_at, '-infinity'))
        > (s.shopify_updated_at, coalesce(s.observed_at, '-infinity'))
    where r.shop_id = shop and r.refund_id = any (fresh)
    group by s.id
  ) later
  where o.id = later.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.apply_refunds(
  uuid, bigint[], bigint[], numeric[], timestamptz[], timestamptz[]
) from public;
--> statement-breakpoint
grant execute on function private.apply_refunds(
  uuid, bigint[], bigint[], numeric[], timestamptz[], timestamptz[]
) to service_role;
--> statement-breakpoint
-- Moves customers' sums by what changed orders were worth before and are now: also from one customer
-- to another, and where an order begins or ceases to count. Only where the last order may have left is
-- it looked for, by a statement of its own, which sees what came before the sums were locked.
create or replace function private.count_changed_orders() returns trigger
language plpgsql set search_path = '' as $$
declare
  bereft uuid[];
begin
  -- An upsert that only inserts comes here as well.
  if not exists (select from removed) then
    return null;
  end if;
  -- Most news of an order changes nothing that counts.
  if not exists (
    select a.id, a.customer_id, a.currency, a.value, a.placed_at from added a
    except
    select r.id, r.customer_id, r.currency, r.value, r.placed_at from removed r
  ) then
    return null;
  end if;
  with moved as (
    select m.customer_id, m.shop_id, sum(m.sign)::integer as orders, sum(m.sign * m.value) as spent,
      max(m.placed_at) filter (where m.sign > 0) as came,
      max(m.placed_at) filter (where m.sign < 0) as left_at
    from (
      select 1 as sign, a.customer_id, a.shop_id, a.currency, a.value, a.placed_at from added a
      union all
      select -1, r.customer_id, r.shop_id, r.currency, r.value, r.placed_at from removed r
    ) m
    join public.shops h on h.id = m.shop_id and h.currency = m.currency
    where m.value is not null and m.customer_id is not null
    group by m.customer_id, m.shop_id
  ), counted as (
    insert into public.customer_stats as s
      (customer_id, shop_id, orders_count, total_spent, last_order_at)
    select m.customer_id, m.shop_id, m.orders, m.spent, m.came from moved m
    where m.orders <> 0 or m.spent <> 0 or m.came is distinct from m.left_at
    order by m.customer_id
    on conflict (customer_id, shop_id) do update set
      orders_count = s.orders_count + excluded.orders_count,
      total_spent = s.total_spent + excluded.total_spent,
      last_order_at = greatest(s.last_order_at, excluded.last_order_at)
    returning s.customer_id, s.last_order_at
  )
  select array_agg(c.customer_id order by c.customer_id) into bereft
  from counted c join moved m using (customer_id)
  where m.left_at = c.last_order_at and m.came is distinct from m.left_at;
  if bereft is null then
    return null;
  end if;
  update public.customer_stats s
  set last_order_at = (
    select o.placed_at from public.orders o
    where o.customer_id = s.customer_id and o.shop_id = s.shop_id
      and o.value is not null and o.currency = h.currency
    order by o.placed_at desc limit 1
  )
  from public.shops h
  where s.customer_id = any (bereft) and h.id = s.shop_id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_changed_orders() from public;
--> statement-breakpoint
-- Counts anew whose orders were removed, as when a shop is deleted.
create or replace function private.count_gone_orders() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.recount_customers(
    r.shop_id, array_agg(distinct r.customer_id) filter (where r.customer_id is not null)
  )
  from removed r group by r.shop_id
  having count(r.customer_id) > 0;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_gone_orders() from public;
--> statement-breakpoint
-- Adds new orders to their customers' sums: those that count, in the shop's currency. The order of
-- customers is that of every other writer of sums, so that no two wait for one another.
create or replace function private.count_new_orders() returns trigger
language plpgsql set search_path = '' as $$
begin
  -- An upsert that only updates comes here as well.
  if not exists (select from added) then
    return null;
  end if;
  insert into public.customer_stats as s
    (customer_id, shop_id, orders_count, total_spent, last_order_at)
  select a.customer_id, a.shop_id, count(*), sum(a.value), max(a.placed_at)
  from added a join public.shops h on h.id = a.shop_id and h.currency = a.currency
  where a.value is not null and a.customer_id is not null
  group by a.customer_id, a.shop_id
  order by a.customer_id
  on conflict (customer_id, shop_id) do update set
    orders_count = s.orders_count + excluded.orders_count,
    total_spent = s.total_spent + excluded.total_spent,
    last_order_at = greatest(s.last_order_at, excluded.last_order_at);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_new_orders() from public;
--> statement-breakpoint
-- Takes an order for deleted at Shopify, from now on and whatever still comes of it, also when that is
-- the order itself.
create or replace function private.delete_order(shop uuid, order_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_store(shop, not exists (
    select from public.orders o where o.shop_id = shop and o.shopify_id = order_id
  ));
  insert into private.deleted_orders (shop_id, shopify_id, deleted_at) values (shop, order_id, now())
  on conflict (shop_id, shopify_id) do nothing;
  update public.orders o set deleted_at = coalesce(o.deleted_at, now())
  where o.shop_id = shop and o.shopify_id = order_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.delete_order(uuid, bigint) from public;
--> statement-breakpoint
grant execute on function private.delete_order(uuid, bigint) to service_role;
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
-- A shop asked to be forgotten, two days after it removed the app: nobody reads its rows from now on, no
-- delivery for it is genuine any more, and a job deletes the rows. One that lets us in has installed the
-- app again since, and keeps what it has.
create or replace function private.begin_shop_redaction(asked_shop uuid)
returns table (written integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  shop public.shops;
  asked uuid;
begin
  -- Waits for deliveries that are being applied, which hold the shop.
  select s.* into shop from public.shops s where s.id = asked_shop for update;
  written := 0;
  if shop.state in ('connected', 'truncated') then
    insert into public.privacy_requests (shop_id, kind, status, done_at)
    values (asked_shop, 'redact_shop', 'void', now());
    return next;
    return;
  end if;
  update public.shops s
  set state = 'uninstalled', uninstalled_at = coalesce(s.uninstalled_at, now()), deleted_at = now()
  where s.id = asked_shop;
  delete from private.shop_credentials c where c.shop_id = asked_shop;
  insert into public.privacy_requests (shop_id, kind) values (asked_shop, 'redact_shop')
  returning id into asked;
  perform private.enqueue_job(
    'redact_shop', jsonb_build_object('request_id', asked), asked::text
  );
  written := 1;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_shop_redaction(uuid) from public;
--> statement-breakpoint
grant execute on function private.begin_shop_redaction(uuid) to service_role;
--> statement-breakpoint
-- The id at Shopify of a shop's customer with an address, if one has it. Addresses are alike as they are
-- for who matches customers and members.
create or replace function private.customer_of_address(asked_shop uuid, address text) returns bigint
language sql stable set search_path = '' as $$
  select c.shopify_id from public.customers c
  where lower(c.email collate "C") = lower(address collate "C") and c.shop_id = asked_shop
  order by c.created_at, c.id limit 1
$$;
--> statement-breakpoint
revoke execute on function private.customer_of_address(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.customer_of_address(uuid, text) to service_role;
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
    perform private.redact_customer(asked_shop, forgotten);
  end if;
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
    'public.orders', 'private.order_refunds', 'private.deleted_orders',
    -- Their sums, scores and segments go with them.
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
-- A customer asked a shop for what is held of them: a job gathers it. Shopify names them by id, and by
-- address where it has no id any more.
create or replace function private.request_customer_data(
  asked_shop uuid, request_id bigint, customer bigint, address text
) returns table (written integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  asked uuid;
begin
  insert into public.privacy_requests (shop_id, kind, shopify_id, customer_shopify_id)
  values (
    asked_shop, 'data_request', request_id,
    coalesce(customer, private.customer_of_address(asked_shop, address))
  )
  returning id into asked;
  perform private.enqueue_job('answer_data_request', jsonb_build_object('request_id', asked));
  written := 1;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.request_customer_data(uuid, bigint, bigint, text) from public;
--> statement-breakpoint
grant execute on function private.request_customer_data(uuid, bigint, bigint, text)
  to service_role;
--> statement-breakpoint
-- Sets orders as Shopify tells them, in a bulk operation that began at `began`, against ours, and notes
-- what differs. What either side changed since is in neither; nothing is corrected. Two hundred of each
-- kind are kept with what both say, all are counted.
create or replace function private.compare_orders(
  reconciliation uuid, began timestamptz, ids bigint[], total_prices numeric[], refunds numeric[],
  currencies text[], statuses public.financial_status[], cancelled boolean[], updated timestamptz[]
) returns void
language plpgsql
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  shop constant uuid := (
    select r.shop_id from public.reconciliations r where r.id = reconciliation
  );
begin
  insert into private.orders_seen (reconciliation_id, shop_id, shopify_id)
  select distinct reconciliation, shop, n.id from unnest(ids) n (id)
  on conflict do nothing;

  with pairs as (
    select n.id, n.total_price - n.refunded as their_value, o.total_price - o.refunded as our_value,
      case
        when o.id is null then 'missing'
        when o.deleted_at is not null
          or (o.total_price, o.refunded, o.currency, o.financial_status, o.cancelled_at is not null)
          <> (n.total_price, n.refunded, n.currency, n.status, n.cancelled) then 'differing'
      end as kind,
      private.order_side(
        n.total_price, n.refunded, n.currency, n.status, n.cancelled, false, n.updated_at
      ) as theirs,
      case when o.id is not null then private.order_side(
        o.total_price, o.refunded, o.currency, o.financial_status, o.cancelled_at is not null,
        o.deleted_at is not null, o.shopify_updated_at
      ) end as ours
    from unnest(ids, total_prices, refunds, currencies, statuses, cancelled, updated) n (
      id, total_price, refunded, currency, status, cancelled, updated_at
    )
    left join public.orders o on o.shop_id = shop and o.shopify_id = n.id
    where n.updated_at <= began
      and coalesce(greatest(o.shopify_updated_at, o.observed_at, o.deleted_at) <= began, true)
  ), kept as (
    insert into public.order_differences
      (reconciliation_id, shop_id, shopify_id, kind, theirs, ours)
    select reconciliation, shop, p.id, p.kind, p.theirs, p.ours
    from (
      select p.*, row_number() over (partition by p.kind order by p.id) as place
      from pairs p where p.kind is not null
    ) p
    where p.place + (
      select count(*) from public.order_differences d
      where d.reconciliation_id = reconciliation and d.shop_id = shop and d.kind = p.kind
    ) <= 200
    on conflict do nothing
  )
  update public.reconciliations r set
    state = 'running',
    compared = r.compared + found.compared,
    differing = r.differing + found.differing,
    missing = r.missing + found.missing,
    sum_theirs = r.sum_theirs + found.theirs,
    sum_ours = r.sum_ours + found.ours
  from (
    select count(*) filter (where p.kind is distinct from 'missing') as compared,
      count(*) filter (where p.kind = 'differing') as differing,
      count(*) filter (where p.kind = 'missing') as missing,
      coalesce(sum(p.their_value), 0) as theirs, coalesce(sum(p.our_value), 0) as ours
    from pairs p
  ) found
  where r.id = reconciliation;
end
$$;
--> statement-breakpoint
revoke execute on function private.compare_orders(
  uuid, timestamptz, bigint[], numeric[], numeric[], text[], public.financial_status[], boolean[],
  timestamptz[]
) from public;
--> statement-breakpoint
grant execute on function private.compare_orders(
  uuid, timestamptz, bigint[], numeric[], numeric[], text[], public.financial_status[], boolean[],
  timestamptz[]
) to service_role;
--> statement-breakpoint
-- Ends a reconciliation of which all lines are compared: the orders that Shopify did not tell of are only
-- ours. Where it tells of sixty days alone, older ones are left out, and those of its last day.
create or replace function private.finish_reconciliation(reconciliation uuid, began timestamptz)
returns void
language plpgsql set search_path = '' as $$
begin
  -- None was compared where Shopify has none.
  update public.reconciliations r set state = 'running'
  where r.id = reconciliation and r.state = 'queued';
  with only_ours as (
    select o.* from public.reconciliations r
    join public.orders o on o.shop_id = r.shop_id
    where r.id = reconciliation and o.deleted_at is null and o.created_at <= began
      and greatest(o.shopify_updated_at, o.observed_at) <= began
      and (not r.truncated or o.placed_at >= began - interval '59 days')
      and not exists (
        select from private.orders_seen s
        where s.reconciliation_id = r.id and s.shop_id = r.shop_id and s.shopify_id = o.shopify_id
      )
  ), kept as (
    insert into public.order_differences (reconciliation_id, shop_id, shopify_id, kind, ours)
    select reconciliation, o.shop_id, o.shopify_id, 'only_ours', private.order_side(
      o.total_price, o.refunded, o.currency, o.financial_status, o.cancelled_at is not null, false,
      o.shopify_updated_at
    )
    from only_ours o order by o.shopify_id limit 200
  )
  update public.reconciliations r set
    state = 'succeeded',
    ended_at = now(),
    only_ours = found.orders,
    sum_ours = r.sum_ours + found.value
  from (
    select count(*) as orders, coalesce(sum(o.total_price - o.refunded), 0) as value
    from only_ours o
  ) found
  where r.id = reconciliation;
  delete from private.orders_seen s where s.reconciliation_id = reconciliation;
end
$$;
--> statement-breakpoint
revoke execute on function private.finish_reconciliation(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.finish_reconciliation(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- What one side says of an order, for people to compare.
create or replace function private.order_side(
  total_price numeric, refunded numeric, currency text, status public.financial_status,
  cancelled boolean, deleted boolean, updated_at timestamptz
) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'total_price', total_price::numeric(19, 4)::text, 'refunded', refunded::numeric(19, 4)::text,
    'currency', currency, 'financial_status', status, 'cancelled', cancelled, 'deleted', deleted,
    'shopify_updated_at', to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  )
$$;
--> statement-breakpoint
revoke execute on function private.order_side(
  numeric, numeric, text, public.financial_status, boolean, boolean, timestamptz
) from public;
--> statement-breakpoint
grant execute on function private.order_side(
  numeric, numeric, text, public.financial_status, boolean, boolean, timestamptz
) to service_role;
--> statement-breakpoint
-- Begins the reconciliation of every shop of which Shopify tells, unless its last one is under way, and
-- answers how many.
create or replace function private.start_reconciliations() returns integer
language plpgsql set search_path = '' as $$
declare
  began integer;
begin
  with fresh as (
    insert into public.reconciliations (shop_id, truncated)
    select s.id, s.state = 'truncated' from public.shops s
    where s.state in ('connected', 'truncated') and s.deleted_at is null
    order by s.id
    on conflict (shop_id) where state in ('queued', 'running') do nothing
    returning id, shop_id
  ), sources as (
    insert into private.line_sources (shop_id, reconciliation_id, kind)
    select f.shop_id, f.id, 'orders' from fresh f
  )
  select count(
    private.enqueue_job(
      'reconcile_shop', jsonb_build_object('reconciliation_id', f.id), f.id::text
    )
  ) into began
  from fresh f;
  return began;
end
$$;
--> statement-breakpoint
revoke execute on function private.start_reconciliations() from public;
--> statement-breakpoint
grant execute on function private.start_reconciliations() to service_role;
--> statement-breakpoint
-- How many customers of a shop no scoring as of a day knows, by reason: what they ordered is in another
-- currency than the shop has, or nothing that they ordered counts; and how many orders that currency
-- leaves out, also of customers who are scored by their others. Asks nobody who they are.
create or replace function private.left_out(
  shop uuid, as_of date, out other_currency integer, out no_counted_order integer,
  out orders_in_other_currency integer
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  facts constant public.shops := (select s from public.shops s where s.id = shop);
  until constant timestamptz := private.instant_of((as_of + 1)::timestamp, facts.timezone);
  unscored integer;
begin
  if exists (
    select from public.customer_stats s where s.shop_id = shop and s.last_order_at >= until
  ) then
    select count(*), count(*) filter (where c.id in (
      select o.customer_id from public.orders o
      where o.shop_id = shop and o.currency <> facts.currency and o.value is not null
        and o.placed_at < until
    )) into unscored, other_currency
    from public.customers c
    where c.shop_id = shop and c.deleted_at is null and not exists (
      select from public.orders o
      where o.customer_id = c.id and o.shop_id = shop and o.currency = facts.currency
        and o.value is not null and o.placed_at < until
    );
  else
    select count(*), count(*) filter (where c.id in (
      select o.customer_id from public.orders o
      where o.shop_id = shop and (o.currency < facts.currency or o.currency > facts.currency)
        and o.value is not null and o.placed_at < until
    )) into unscored, other_currency
    from public.customers c
    where c.shop_id = shop and c.deleted_at is null and not exists (
      select from public.customer_stats s
      where s.customer_id = c.id and s.shop_id = shop and s.orders_count > 0
    );
  end if;
  no_counted_order := unscored - other_currency;
  orders_in_other_currency := (
    select count(*) from public.orders o
    where o.shop_id = shop and (o.currency < facts.currency or o.currency > facts.currency)
      and o.value is not null and o.placed_at < until
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.left_out(uuid, date) from public;
--> statement-breakpoint
-- Has a shop scored as of today: for managers of its gym. False where that is on its way already, and
-- null for who may not ask for it.
create or replace function private.request_scoring(shop uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return null;
  end if;
  return (
    select j.enqueued from private.enqueue_job(
      'score_shop', jsonb_build_object('shop_id', shop), shop::text
    ) j
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.request_scoring(uuid) from public;
--> statement-breakpoint
grant execute on function private.request_scoring(uuid) to authenticated;
--> statement-breakpoint
-- How many customers of a shop were in which segment at the end of one day and in which at the end of
-- another; null is none. The caller's own rights decide.
create or replace function private.segment_movements(shop uuid, first date, last date)
returns table ("from" public.customer_segment, "to" public.customer_segment, customers integer)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select b.segment, a.segment, count(*)::integer
    from private.segments_on(shop, first) b
    full join private.segments_on(shop, last) a using (customer_id)
    group by b.segment, a.segment order by b.segment, a.segment;
end
$$;
--> statement-breakpoint
revoke execute on function private.segment_movements(uuid, date, date) from public;
--> statement-breakpoint
grant execute on function private.segment_movements(uuid, date, date) to authenticated, service_role;
--> statement-breakpoint
-- The segment of each customer of a shop at the end of a day, as its history tells it; who had none is
-- not among them. Runs are kept in the order of their days. The caller's own rights decide.
create or replace function private.segments_on(shop uuid, day date)
returns table (customer_id uuid, segment public.customer_segment)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select last.customer_id, last."to" from (
      select distinct on (c.customer_id) c.customer_id, c."to" from public.segment_changes c
      where c.shop_id = shop and c.as_of <= day
      order by c.customer_id, c.as_of desc, c.created_at desc
    ) last where last."to" is not null;
end
$$;
--> statement-breakpoint
revoke execute on function private.segments_on(uuid, date) from public;
--> statement-breakpoint
grant execute on function private.segments_on(uuid, date) to authenticated, service_role;
--> statement-breakpoint
-- Credentials of which something was sealed by another key than the one that seals now, after a shop.
create or replace function private.credentials_to_reseal(
  key_name text, after uuid, most integer
)
returns table (
  shop_id uuid, sealed_secret text, sealed_previous_secret text, sealed_token text
)
language sql stable security definer set search_path = '' as $$
  select c.shop_id, c.sealed_secret, c.sealed_previous_secret, c.sealed_token
  from private.shop_credentials c
  where (after is null or c.shop_id > after) and (
    split_part(c.sealed_secret, '.', 1) <> key_name
    or split_part(c.sealed_previous_secret, '.', 1) <> key_name
    or split_part(c.sealed_token, '.', 1) <> key_name
  )
  order by c.shop_id
  limit most
$$;
--> statement-breakpoint
revoke execute on function private.credentials_to_reseal(text, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.credentials_to_reseal(text, uuid, integer) to service_role;
--> statement-breakpoint
-- Deletes the credentials of shops whose app was removed thirty days ago: Shopify's last word,
-- `shop/redact`, comes after two days, and nothing else is signed by them.
create or replace function private.forget_shop_secrets() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  forgotten integer;
begin
  delete from private.shop_credentials c where c.removed_at < now() - interval '30 days';
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
--> statement-breakpoint
revoke execute on function private.forget_shop_secrets() from public;
--> statement-breakpoint
grant execute on function private.forget_shop_secrets() to service_role;
--> statement-breakpoint
-- Holds what a shop's orders and customers hang on, until the transaction is over: together with others
-- for who writes them; alone (`alone`) for who changes what these writes go by without a row that both
-- would lock: the currency, a refund or deletion of an order that is not there yet, who is a member.
create or replace function private.hold_store(shop uuid, alone boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if alone then
    perform pg_advisory_xact_lock(hashtextextended('store ' || shop, 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('store ' || shop, 0));
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_store(uuid, boolean) from public;
--> statement-breakpoint
-- Keeps the next token of a shop, and what it opens, unless the shop has got another meanwhile: of two
-- that renew it at once one is kept, and the other takes that.
create or replace function private.keep_shop_token(
  shop uuid, known_token text, token text, expires_at timestamptz, next_at timestamptz,
  shop_state text
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.shops s where s.id = shop for no key update;
  update private.shop_credentials c
  set sealed_token = token, token_expires_at = expires_at, renew_at = next_at
  where c.shop_id = shop and c.sealed_token is not distinct from known_token
    and c.removed_at is null;
  if not found then
    return false;
  end if;
  update public.shops s set state = shop_state where s.id = shop and s.state <> shop_state;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_shop_token(
  uuid, text, text, timestamptz, timestamptz, text
) from public;
--> statement-breakpoint
grant execute on function private.keep_shop_token(
  uuid, text, text, timestamptz, timestamptz, text
) to service_role;
--> statement-breakpoint
-- Keeps what lets us into a shop, sealed. What was delivered meanwhile is signed by the secret before:
-- Shopify takes up to an hour to sign with a new one, and repeats for four.
create or replace function private.put_shop_credentials(
  shop uuid, kind text, client_id text, secret text, token text, expires_at timestamptz,
  renew_at timestamptz
) returns void
language sql set search_path = '' as $$
  insert into private.shop_credentials as c (
    shop_id, kind, client_id, sealed_secret, sealed_token, token_expires_at, renew_at
  )
  values (shop, kind, client_id, secret, token, expires_at, renew_at)
  on conflict (shop_id) do update set
    kind = excluded.kind,
    client_id = excluded.client_id,
    sealed_secret = excluded.sealed_secret,
    sealed_previous_secret = c.sealed_secret,
    previous_until = now() + interval '6 hours',
    sealed_token = excluded.sealed_token,
    token_expires_at = excluded.token_expires_at,
    renew_at = excluded.renew_at,
    given_at = now(),
    removed_at = null
$$;
--> statement-breakpoint
revoke execute on function private.put_shop_credentials(
  uuid, text, text, text, text, timestamptz, timestamptz
) from public;
--> statement-breakpoint
-- Counts a shop's customers anew where its currency changed: an order in another does not count. It holds
-- the shop alone, or an order that is being written would be added by what the currency was.
create or replace function private.recount_shop() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_store(new.id, true);
  perform private.recount_customers(new.id);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.recount_shop() from public;
--> statement-breakpoint
-- Marks a shop whose credentials Shopify refuses, unless others were given meanwhile, and tries them
-- again the next day: a refusal can be a mistake of theirs.
create or replace function private.refuse_shop(shop uuid, known_secret text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  refused public.shops;
begin
  perform from public.shops s where s.id = shop for no key update;
  update private.shop_credentials c set renew_at = now() + interval '1 day'
  where c.shop_id = shop and c.sealed_secret = known_secret and c.removed_at is null;
  if not found then
    return false;
  end if;
  update public.shops s set state = 'stale'
  where s.id = shop and s.state in ('connected', 'truncated')
  returning s.* into refused;
  if found then
    perform private.audit(
      refused.gym_id, null, 'shop_refused', jsonb_build_object('domain', refused.domain)
    );
  end if;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_shop(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.refuse_shop(uuid, text) to service_role;
--> statement-breakpoint
-- Puts the same secrets of a shop under another key, unless they have changed meanwhile. `known` and
-- `sealed` hold the secret, the one before it and the token, in this order.
create or replace function private.reseal_shop_credentials(
  shop uuid, known text[], sealed text[]
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update private.shop_credentials c
  set sealed_secret = sealed[1], sealed_previous_secret = sealed[2], sealed_token = sealed[3]
  where c.shop_id = shop
    and (c.sealed_secret, c.sealed_previous_secret, c.sealed_token)
      is not distinct from (known[1], known[2], known[3]);
  return found;
end
$$;
--> statement-breakpoint
revoke execute on function private.reseal_shop_credentials(uuid, text[], text[]) from public;
--> statement-breakpoint
grant execute on function private.reseal_shop_credentials(uuid, text[], text[]) to service_role;
--> statement-breakpoint
-- What opens a shop, sealed: for jobs, which have the keys.
create or replace function private.shop_access(shop uuid) returns table (
  domain text, state text, kind text, client_id text, sealed_secret text, sealed_token text,
  token_expires_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select s.domain, s.state, c.kind, c.client_id, c.sealed_secret, c.sealed_token, c.token_expires_at
  from public.shops s
  join private.shop_credentials c on c.shop_id = s.id
  where s.id = shop and s.deleted_at is null and s.state <> 'uninstalled'
$$;
--> statement-breakpoint
revoke execute on function private.shop_access(uuid) from public;
--> statement-breakpoint
grant execute on function private.shop_access(uuid) to service_role;
--> statement-breakpoint
-- The shops of the gyms that the caller manages. plpgsql, so that the planner cannot inline it and
-- policies keep using the shop index.
create or replace function private.shop_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (
      select array_agg(s.id) from public.shops s
      where s.gym_id = any (private.gym_ids('MANAGER')) and s.deleted_at is null
    ),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.shop_ids() from public;
--> statement-breakpoint
grant execute on function private.shop_ids() to authenticated, service_role;
--> statement-breakpoint
-- What a delivery for a domain may be signed with, sealed: of whoever has the shop, and of whoever had
-- it, the one who has it first.
create or replace function private.shop_secrets(shop_domain text) returns table (
  shop_id uuid, gym_id uuid, state text, currency text, sealed_secret text,
  sealed_previous_secret text
)
language sql stable security definer set search_path = '' as $$
  select s.id, s.gym_id, s.state, s.currency, c.sealed_secret,
    case when c.previous_until > now() then c.sealed_previous_secret end
  from public.shops s
  join private.shop_credentials c on c.shop_id = s.id
  where s.domain = shop_domain and s.deleted_at is null
  order by s.uninstalled_at desc, s.id
$$;
--> statement-breakpoint
revoke execute on function private.shop_secrets(text) from public;
--> statement-breakpoint
grant execute on function private.shop_secrets(text) to service_role;
--> statement-breakpoint
-- Shops whose token is to be renewed, or tried, the longest due first.
create or replace function private.shops_to_renew(most integer) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.shop_id from private.shop_credentials c
  where c.renew_at <= now()
  order by c.renew_at
  limit most
$$;
--> statement-breakpoint
revoke execute on function private.shops_to_renew(integer) from public;
--> statement-breakpoint
grant execute on function private.shops_to_renew(integer) to service_role;
--> statement-breakpoint
-- Ends the connection of a shop whose app was removed at Shopify, as told at a time: what was told
-- before the credentials in use were given is about an app that has come back since.
create or replace function private.uninstall_shop(shop uuid, told_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.shops s where s.id = shop for no key update;
  if exists (
    select from private.shop_credentials c where c.shop_id = shop and c.given_at > told_at
  ) then
    return false;
  end if;
  perform private.close_shop(shop, 'shop_uninstalled');
  return found;
end
$$;
--> statement-breakpoint
revoke execute on function private.uninstall_shop(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.uninstall_shop(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- How many of each segment train how, and what they have spent: for managers of the shop's gym. The
-- caller's role is asked once, and the filter written out.
create or replace function private.training_counts(shop uuid, absent_days integer)
returns table (segment text, training text, people integer, total_spent numeric)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query
    select t.segment::text, t.training, count(*)::integer, sum(t.total_spent)
    from private.training_of(shop, absent_days, now()) t
    group by t.segment, t.training
    order by t.segment, t.training;
end
$$;
--> statement-breakpoint
revoke execute on function private.training_counts(uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.training_counts(uuid, integer) to authenticated;
--> statement-breakpoint
-- Everybody of a shop and its gym, each customer and each member who is none, with what they are in
-- both: the segment of what they bought, and whether they train. Who came is `regular` with a date for
-- every week with classes, four at most, and `occasional` with fewer; `stopped` is who is at risk after
-- `absent_days`, and `never` who has not come since they joined. Staff teach: nobody counts theirs.
-- Children are in no list of customers, whichever side knows them. Asks nobody who they are.
create or replace function private.training_of(shop uuid, absent_days integer, at timestamptz)
returns table (
  customer_id uuid, user_id uuid, first_name text, last_name text, segment public.customer_segment,
  training text, total_spent numeric
)
language plpgsql stable set search_path = '' as $$
declare
  gym constant uuid := (select s.gym_id from public.shops s where s.id = shop);
  today constant date := (
    select (at at time zone g.timezone)::date from public.gyms g where g.id = gym
  );
begin
  return query
    with dates as materialized (
      select distinct h.class_date, (today - h.class_date) / 7 as week
      from private.held(gym, today - 365, today, at) h
    ), came as materialized (
      select k.user_id, count(distinct k.class_date) as times from public.check_ins k
      where k.gym_id = gym and k.status = 'present'
        and k.class_date > today - 28 and k.class_date <= today
      group by k.user_id
    ), trained as materialized (
      select u.id, u.first_name, u.last_name, case
          when m.role <> 'STUDENT' then 'staff'
          when m.came_on is null or m.came_on < m.joined_on then 'never'
          when m.came_on <= today - absent_days
            and exists (select from dates d where d.class_date > m.came_on) then 'stopped'
          when c.times >= (
            select count(distinct d.week) from dates d
            where d.week < 4 and d.class_date >= m.joined_on
          ) then 'regular'
          else 'occasional'
        end as training
      from private.last_there(gym, at) m
      join public.users u on u.id = m.user_id and u.deleted_at is null
      left join came c on c.user_id = m.user_id
      where not private.is_minor(u.birth_date)
    ), buyers as (
      select c.id, c.user_id, c.first_name, c.last_name, s.segment, s.total_spent
      from public.customers c
      left join public.customer_stats s on s.customer_id = c.id and s.shop_id = c.shop_id
      where c.shop_id = shop and c.deleted_at is null and c.redacted_at is null
        and not exists (
          select from public.users u where u.id = c.user_id and private.is_minor(u.birth_date)
        )
    )
    select b.id, t.id, case when t.id is null then b.first_name else t.first_name end,
      case when t.id is null then b.last_name else t.last_name end, b.segment,
      coalesce(t.training, 'not_a_member'), coalesce(b.total_spent, 0)
    from buyers b
    left join trained t on t.id = b.user_id
    union all
    select null, t.id, t.first_name, t.last_name, null, t.training, 0
    from trained t
    where not exists (select from buyers b where b.user_id = t.id);
end
$$;
--> statement-breakpoint
revoke execute on function private.training_of(uuid, integer, timestamptz) from public;
--> statement-breakpoint
-- A page of whom a shop and its gym know, of one segment and one state of training if they are named
-- (`none` is who has no segment), who spent most first: for managers of the shop's gym.
create or replace function private.training_page(
  shop uuid, absent_days integer, of_segment text, of_training text,
  after_spent numeric, after_name text, after_id uuid, page_size integer
) returns table (
  customer_id uuid, user_id uuid, first_name text, last_name text, segment text, training text,
  total_spent numeric, sort_name text, sort_id uuid
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query
    select known.* from (
      select t.customer_id, t.user_id, t.first_name, t.last_name, t.segment::text, t.training,
        t.total_spent, lower(concat_ws(' ', t.first_name, t.last_name)) as name,
        coalesce(t.customer_id, t.user_id) as id
      from private.training_of(shop, absent_days, now()) t
      where (of_segment is null or coalesce(t.segment::text, 'none') = of_segment)
        and (of_training is null or t.training = of_training)
    ) known
    where after_id is null or known.total_spent < after_spent
      or known.total_spent = after_spent and (known.name, known.id) > (after_name, after_id)
    order by known.total_spent desc, known.name, known.id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.training_page(
  uuid, integer, text, text, numeric, text, uuid, integer
) from public;
--> statement-breakpoint
grant execute on function private.training_page(
  uuid, integer, text, text, numeric, text, uuid, integer
) to authenticated;
--> statement-breakpoint
CREATE TABLE "backfill_rejects" (
	"backfill_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"line_number" integer NOT NULL,
	"reason" text NOT NULL,
	"line" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "backfill_rejects_backfill_id_shop_id_kind_line_number_pk" PRIMARY KEY("backfill_id","shop_id","kind","line_number"),
	CONSTRAINT "backfill_rejects_kind_check" CHECK ("backfill_rejects"."kind" in ('file', 'customers', 'orders')),
	CONSTRAINT "backfill_rejects_line_number_check" CHECK ("backfill_rejects"."line_number" >= 1),
	CONSTRAINT "backfill_rejects_reason_check" CHECK (char_length("backfill_rejects"."reason") between 1 and 200),
	CONSTRAINT "backfill_rejects_line_check" CHECK (char_length("backfill_rejects"."line") <= 200),
	CONSTRAINT "backfill_rejects_created_at_check" CHECK ("backfill_rejects"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "backfill_rejects" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "backfills" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"source" text NOT NULL,
	"name" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"bytes_total" bigint,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"lines_total" integer,
	"customers" integer DEFAULT 0 NOT NULL,
	"orders" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"ignored" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "backfills_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "backfills_source_check" CHECK ("backfills"."source" in ('bulk', 'file')),
	CONSTRAINT "backfills_state_check" CHECK ("backfills"."state" in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
	CONSTRAINT "backfills_name_check" CHECK (char_length("backfills"."name") between 1 and 255),
	CONSTRAINT "backfills_error_check" CHECK (char_length("backfills"."error") between 1 and 64),
	CONSTRAINT "backfills_failed_check" CHECK (("backfills"."state" = 'failed') = ("backfills"."error" is not null)),
	CONSTRAINT "backfills_ended_check" CHECK (("backfills"."state" in ('queued', 'running')) = ("backfills"."ended_at" is null)),
	CONSTRAINT "backfills_bytes_done_check" CHECK ("backfills"."bytes_done" between 0 and 9007199254740991),
	CONSTRAINT "backfills_bytes_total_check" CHECK ("backfills"."bytes_total" between 0 and 9007199254740991),
	CONSTRAINT "backfills_lines_done_check" CHECK ("backfills"."lines_done" >= 0),
	CONSTRAINT "backfills_lines_total_check" CHECK ("backfills"."lines_total" >= 0),
	CONSTRAINT "backfills_ended_at_check" CHECK ("backfills"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "backfills_created_at_check" CHECK ("backfills"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "backfills_updated_at_check" CHECK ("backfills"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "backfills" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "customer_stats" (
	"customer_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"orders_count" integer DEFAULT 0 NOT NULL,
	"total_spent" numeric(19, 4) DEFAULT '0' NOT NULL,
	"last_order_at" timestamp (3) with time zone,
	"rfm_r" smallint,
	"rfm_f" smallint,
	"rfm_m" smallint,
	"segment" "customer_segment",
	CONSTRAINT "customer_stats_customer_id_shop_id_pk" PRIMARY KEY("customer_id","shop_id"),
	CONSTRAINT "customer_stats_rfm_r_check" CHECK ("customer_stats"."rfm_r" between 1 and 5),
	CONSTRAINT "customer_stats_rfm_f_check" CHECK ("customer_stats"."rfm_f" between 1 and 5),
	CONSTRAINT "customer_stats_rfm_m_check" CHECK ("customer_stats"."rfm_m" between 1 and 5),
	CONSTRAINT "customer_stats_last_order_at_check" CHECK ("customer_stats"."last_order_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "customer_stats" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"shopify_id" bigint NOT NULL,
	"email" text,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"user_id" uuid,
	"matched_by" text,
	"email_consent" text,
	"sms_consent" text,
	"locale" text,
	"timezone" text,
	"shopify_group" text,
	"shopify_created_at" timestamp (3) with time zone,
	"shopify_updated_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone[] DEFAULT array_fill('-infinity'::timestamptz, array[8]) NOT NULL,
	"seen_at" timestamp (6) with time zone[] DEFAULT array_fill('-infinity'::timestamptz, array[8]) NOT NULL,
	"redacted_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_shopify_id_unique" UNIQUE("shop_id","shopify_id"),
	CONSTRAINT "customers_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "customers_shopify_id_check" CHECK ("customers"."shopify_id" > 0),
	CONSTRAINT "customers_email_check" CHECK (char_length("customers"."email") between 1 and 320),
	CONSTRAINT "customers_first_name_check" CHECK (char_length("customers"."first_name") between 1 and 255),
	CONSTRAINT "customers_last_name_check" CHECK (char_length("customers"."last_name") between 1 and 255),
	CONSTRAINT "customers_phone_check" CHECK (char_length("customers"."phone") between 1 and 40),
	CONSTRAINT "customers_matched_by_check" CHECK ("customers"."matched_by" in ('email', 'person')),
	CONSTRAINT "customers_match_check" CHECK (("customers"."user_id" is null) = ("customers"."matched_by" is null)),
	CONSTRAINT "customers_email_consent_check" CHECK ("customers"."email_consent" in ('subscribed', 'not_subscribed', 'pending', 'unsubscribed', 'invalid', 'redacted')),
	CONSTRAINT "customers_sms_consent_check" CHECK ("customers"."sms_consent" in ('subscribed', 'not_subscribed', 'pending', 'unsubscribed', 'invalid', 'redacted')),
	CONSTRAINT "customers_locale_check" CHECK (char_length("customers"."locale") between 1 and 35),
	CONSTRAINT "customers_timezone_check" CHECK (char_length("customers"."timezone") between 1 and 64),
	CONSTRAINT "customers_shopify_group_check" CHECK ("customers"."shopify_group" in ('active', 'almost_lost', 'at_risk', 'champions', 'dormant', 'loyal', 'needs_attention', 'new', 'previously_loyal', 'promising', 'prospects')),
	CONSTRAINT "customers_redacted_check" CHECK ("customers"."redacted_at" is null or ("customers"."email" is null and "customers"."first_name" is null
      and "customers"."last_name" is null and "customers"."phone" is null and "customers"."user_id" is null)),
	CONSTRAINT "customers_shopify_created_at_check" CHECK ("customers"."shopify_created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_shopify_updated_at_check" CHECK ("customers"."shopify_updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_redacted_at_check" CHECK ("customers"."redacted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_deleted_at_check" CHECK ("customers"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_created_at_check" CHECK ("customers"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_updated_at_check" CHECK ("customers"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "customers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."deleted_orders" (
	"shop_id" uuid NOT NULL,
	"shopify_id" bigint NOT NULL,
	"deleted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deleted_orders_shop_id_shopify_id_pk" PRIMARY KEY("shop_id","shopify_id"),
	CONSTRAINT "deleted_orders_shopify_id_check" CHECK ("private"."deleted_orders"."shopify_id" > 0),
	CONSTRAINT "deleted_orders_deleted_at_check" CHECK ("private"."deleted_orders"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."deleted_orders" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."line_sources" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"backfill_id" uuid,
	"reconciliation_id" uuid,
	"kind" text NOT NULL,
	"digest" text,
	"operation_id" text,
	"observed_at" timestamp (3) with time zone,
	"url" text,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"bytes_total" bigint,
	"skipping" boolean DEFAULT false NOT NULL,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"lines_total" integer,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "line_sources_backfill_unique" UNIQUE("shop_id","backfill_id","kind"),
	CONSTRAINT "line_sources_reconciliation_unique" UNIQUE("shop_id","reconciliation_id","kind"),
	CONSTRAINT "line_sources_owner_check" CHECK (num_nonnulls("private"."line_sources"."backfill_id", "private"."line_sources"."reconciliation_id") = 1),
	CONSTRAINT "line_sources_digest_kind_check" CHECK (("private"."line_sources"."kind" = 'file') = ("private"."line_sources"."digest" is not null)),
	CONSTRAINT "line_sources_kind_check" CHECK ("private"."line_sources"."kind" in ('file', 'customers', 'orders')),
	CONSTRAINT "line_sources_digest_check" CHECK ("private"."line_sources"."digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "line_sources_operation_id_check" CHECK ("private"."line_sources"."operation_id" ~ '^gid:\/\/shopify\/BulkOperation\/[0-9]{1,19}$'),
	CONSTRAINT "line_sources_url_check" CHECK (char_length("private"."line_sources"."url") <= 8192),
	CONSTRAINT "line_sources_bytes_done_check" CHECK ("private"."line_sources"."bytes_done" >= 0),
	CONSTRAINT "line_sources_lines_done_check" CHECK ("private"."line_sources"."lines_done" >= 0),
	CONSTRAINT "line_sources_observed_at_check" CHECK ("private"."line_sources"."observed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "line_sources_finished_at_check" CHECK ("private"."line_sources"."finished_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "line_sources_created_at_check" CHECK ("private"."line_sources"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "line_sources_updated_at_check" CHECK ("private"."line_sources"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "order_differences" (
	"reconciliation_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"shopify_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"theirs" jsonb,
	"ours" jsonb,
	CONSTRAINT "order_differences_reconciliation_id_shop_id_shopify_id_pk" PRIMARY KEY("reconciliation_id","shop_id","shopify_id"),
	CONSTRAINT "order_differences_shopify_id_check" CHECK ("order_differences"."shopify_id" > 0),
	CONSTRAINT "order_differences_kind_check" CHECK ("order_differences"."kind" in ('differing', 'missing', 'only_ours')),
	CONSTRAINT "order_differences_sides_check" CHECK (("order_differences"."theirs" is null) = ("order_differences"."kind" = 'only_ours')
      and ("order_differences"."ours" is null) = ("order_differences"."kind" = 'missing')),
	CONSTRAINT "order_differences_theirs_check" CHECK (jsonb_typeof("order_differences"."theirs") = 'object' and octet_length("order_differences"."theirs"::text) <= 1024),
	CONSTRAINT "order_differences_ours_check" CHECK (jsonb_typeof("order_differences"."ours") = 'object' and octet_length("order_differences"."ours"::text) <= 1024)
);
--> statement-breakpoint
ALTER TABLE "order_differences" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."order_refunds" (
	"shop_id" uuid NOT NULL,
	"refund_id" bigint NOT NULL,
	"order_shopify_id" bigint NOT NULL,
	"amount" numeric(19, 4) NOT NULL,
	"refunded_at" timestamp (3) with time zone NOT NULL,
	"observed_at" timestamp (6) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_refunds_shop_id_refund_id_pk" PRIMARY KEY("shop_id","refund_id"),
	CONSTRAINT "order_refunds_refund_id_check" CHECK ("private"."order_refunds"."refund_id" > 0),
	CONSTRAINT "order_refunds_order_shopify_id_check" CHECK ("private"."order_refunds"."order_shopify_id" > 0),
	CONSTRAINT "order_refunds_amount_check" CHECK ("private"."order_refunds"."amount" >= 0 and "private"."order_refunds"."amount" < 10000000000),
	CONSTRAINT "order_refunds_refunded_at_check" CHECK ("private"."order_refunds"."refunded_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "order_refunds_observed_at_check" CHECK ("private"."order_refunds"."observed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "order_refunds_created_at_check" CHECK ("private"."order_refunds"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."order_refunds" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"customer_id" uuid,
	"shopify_id" bigint NOT NULL,
	"order_number" text NOT NULL,
	"total_price" numeric(19, 4) NOT NULL,
	"refunded" numeric(19, 4) DEFAULT '0' NOT NULL,
	"currency" text NOT NULL,
	"financial_status" "financial_status" NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"value" numeric(19, 4) GENERATED ALWAYS AS (case when cancelled_at is null and deleted_at is null
      and financial_status in ('paid', 'partially_paid', 'partially_refunded')
      and (refunded = 0 or refunded < total_price) then total_price - refunded end) STORED,
	"shopify_updated_at" timestamp (3) with time zone NOT NULL,
	"observed_at" timestamp (6) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_shopify_id_unique" UNIQUE("shop_id","shopify_id"),
	CONSTRAINT "orders_shopify_id_check" CHECK ("orders"."shopify_id" > 0),
	CONSTRAINT "orders_order_number_check" CHECK (char_length("orders"."order_number") between 1 and 64),
	CONSTRAINT "orders_total_price_check" CHECK ("orders"."total_price" >= 0 and "orders"."total_price" < 10000000000),
	CONSTRAINT "orders_refunded_check" CHECK ("orders"."refunded" >= 0),
	CONSTRAINT "orders_currency_check" CHECK ("orders"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "orders_placed_at_check" CHECK ("orders"."placed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_cancelled_at_check" CHECK ("orders"."cancelled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_deleted_at_check" CHECK ("orders"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_shopify_updated_at_check" CHECK ("orders"."shopify_updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_observed_at_check" CHECK ("orders"."observed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_created_at_check" CHECK ("orders"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_updated_at_check" CHECK ("orders"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."orders_seen" (
	"reconciliation_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"shopify_id" bigint NOT NULL,
	CONSTRAINT "orders_seen_reconciliation_id_shop_id_shopify_id_pk" PRIMARY KEY("reconciliation_id","shop_id","shopify_id"),
	CONSTRAINT "orders_seen_shopify_id_check" CHECK ("private"."orders_seen"."shopify_id" > 0)
);
--> statement-breakpoint
ALTER TABLE "private"."orders_seen" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."postponed_deliveries" (
	"shop_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"event_id" text NOT NULL,
	"body" jsonb NOT NULL,
	"customer_shopify_id" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "postponed_deliveries_shop_id_topic_event_id_pk" PRIMARY KEY("shop_id","topic","event_id"),
	CONSTRAINT "postponed_deliveries_customer_shopify_id_check" CHECK ("private"."postponed_deliveries"."customer_shopify_id" > 0),
	CONSTRAINT "postponed_deliveries_created_at_check" CHECK ("private"."postponed_deliveries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."postponed_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "privacy_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"shopify_id" bigint,
	"customer_shopify_id" bigint,
	"due_at" timestamp (3) with time zone DEFAULT now() + interval '30 days' NOT NULL,
	"done_at" timestamp (3) with time zone,
	"data" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "privacy_requests_kind_check" CHECK ("privacy_requests"."kind" in ('data_request', 'redact_customer', 'redact_shop')),
	CONSTRAINT "privacy_requests_status_check" CHECK ("privacy_requests"."status" in ('open', 'done', 'void')),
	CONSTRAINT "privacy_requests_shopify_id_check" CHECK ("privacy_requests"."shopify_id" > 0),
	CONSTRAINT "privacy_requests_customer_shopify_id_check" CHECK ("privacy_requests"."customer_shopify_id" > 0),
	CONSTRAINT "privacy_requests_done_check" CHECK (("privacy_requests"."status" = 'open') = ("privacy_requests"."done_at" is null)),
	CONSTRAINT "privacy_requests_data_check" CHECK ("privacy_requests"."data" is null or "privacy_requests"."kind" = 'data_request'),
	CONSTRAINT "privacy_requests_due_at_check" CHECK ("privacy_requests"."due_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "privacy_requests_done_at_check" CHECK ("privacy_requests"."done_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "privacy_requests_created_at_check" CHECK ("privacy_requests"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "privacy_requests_updated_at_check" CHECK ("privacy_requests"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "privacy_requests" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"truncated" boolean DEFAULT false NOT NULL,
	"customers_theirs" integer,
	"customers_ours" integer,
	"orders_theirs" integer,
	"orders_ours" integer,
	"compared" integer DEFAULT 0 NOT NULL,
	"differing" integer DEFAULT 0 NOT NULL,
	"missing" integer DEFAULT 0 NOT NULL,
	"only_ours" integer DEFAULT 0 NOT NULL,
	"sum_theirs" numeric(19, 4) DEFAULT '0' NOT NULL,
	"sum_ours" numeric(19, 4) DEFAULT '0' NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconciliations_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "reconciliations_state_check" CHECK ("reconciliations"."state" in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
	CONSTRAINT "reconciliations_error_check" CHECK (char_length("reconciliations"."error") between 1 and 64),
	CONSTRAINT "reconciliations_failed_check" CHECK (("reconciliations"."state" = 'failed') = ("reconciliations"."error" is not null)),
	CONSTRAINT "reconciliations_ended_check" CHECK (("reconciliations"."state" in ('queued', 'running')) = ("reconciliations"."ended_at" is null)),
	CONSTRAINT "reconciliations_compared_check" CHECK ("reconciliations"."compared" >= 0),
	CONSTRAINT "reconciliations_sum_theirs_check" CHECK ("reconciliations"."sum_theirs" <> 'NaN'),
	CONSTRAINT "reconciliations_sum_ours_check" CHECK ("reconciliations"."sum_ours" <> 'NaN'),
	CONSTRAINT "reconciliations_ended_at_check" CHECK ("reconciliations"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "reconciliations_created_at_check" CHECK ("reconciliations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "reconciliations_updated_at_check" CHECK ("reconciliations"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "reconciliations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."refused_matches" (
	"customer_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_matches_customer_id_shop_id_user_id_pk" PRIMARY KEY("customer_id","shop_id","user_id"),
	CONSTRAINT "refused_matches_created_at_check" CHECK ("private"."refused_matches"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."refused_matches" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "rfm_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"currency" text NOT NULL,
	"segment_order" text NOT NULL,
	"truncated" boolean NOT NULL,
	"recency" numeric(24, 5)[] NOT NULL,
	"frequency" numeric(24, 5)[] NOT NULL,
	"monetary" numeric(24, 5)[] NOT NULL,
	"customers" integer NOT NULL,
	"changed" integer NOT NULL,
	"moved" integer NOT NULL,
	"segments" jsonb NOT NULL,
	"other_currency" integer NOT NULL,
	"no_counted_order" integer NOT NULL,
	"orders_in_other_currency" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rfm_runs_currency_check" CHECK ("rfm_runs"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "rfm_runs_segment_order_check" CHECK ("rfm_runs"."segment_order" in ('listed', 'most_specific')),
	CONSTRAINT "rfm_runs_customers_check" CHECK ("rfm_runs"."customers" >= 0),
	CONSTRAINT "rfm_runs_changed_check" CHECK ("rfm_runs"."changed" >= 0),
	CONSTRAINT "rfm_runs_moved_check" CHECK ("rfm_runs"."moved" >= 0),
	CONSTRAINT "rfm_runs_other_currency_check" CHECK ("rfm_runs"."other_currency" >= 0),
	CONSTRAINT "rfm_runs_no_counted_order_check" CHECK ("rfm_runs"."no_counted_order" >= 0),
	CONSTRAINT "rfm_runs_orders_in_other_currency_check" CHECK ("rfm_runs"."orders_in_other_currency" >= 0),
	CONSTRAINT "rfm_runs_created_at_check" CHECK ("rfm_runs"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "rfm_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "segment_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"from" "customer_segment",
	"to" "customer_segment",
	"rfm" smallint,
	"as_of" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segment_changes_moved_check" CHECK ("segment_changes"."from" is distinct from "segment_changes"."to"),
	CONSTRAINT "segment_changes_rfm_check" CHECK (("segment_changes"."rfm" is null) = ("segment_changes"."to" is null)),
	CONSTRAINT "segment_changes_created_at_check" CHECK ("segment_changes"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "segment_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."shop_credentials" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"client_id" text,
	"sealed_secret" text NOT NULL,
	"sealed_previous_secret" text,
	"previous_until" timestamp (3) with time zone,
	"sealed_token" text,
	"token_expires_at" timestamp (3) with time zone,
	"renew_at" timestamp (3) with time zone,
	"given_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shop_credentials_kind_check" CHECK ("private"."shop_credentials"."kind" in ('client_credentials', 'offline_token')),
	CONSTRAINT "shop_credentials_client_id_check" CHECK (char_length("private"."shop_credentials"."client_id") between 1 and 255),
	CONSTRAINT "shop_credentials_client_check" CHECK (("private"."shop_credentials"."kind" = 'client_credentials') = ("private"."shop_credentials"."client_id" is not null)),
	CONSTRAINT "shop_credentials_sealed_secret_check" CHECK (char_length("private"."shop_credentials"."sealed_secret") between 1 and 4096),
	CONSTRAINT "shop_credentials_sealed_previous_secret_check" CHECK (char_length("private"."shop_credentials"."sealed_previous_secret") between 1 and 4096),
	CONSTRAINT "shop_credentials_sealed_token_check" CHECK (char_length("private"."shop_credentials"."sealed_token") between 1 and 4096),
	CONSTRAINT "shop_credentials_removed_check" CHECK ("private"."shop_credentials"."removed_at" is null or "private"."shop_credentials"."sealed_token" is null and "private"."shop_credentials"."renew_at" is null),
	CONSTRAINT "shop_credentials_previous_until_check" CHECK ("private"."shop_credentials"."previous_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_token_expires_at_check" CHECK ("private"."shop_credentials"."token_expires_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_renew_at_check" CHECK ("private"."shop_credentials"."renew_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_given_at_check" CHECK ("private"."shop_credentials"."given_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_removed_at_check" CHECK ("private"."shop_credentials"."removed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_created_at_check" CHECK ("private"."shop_credentials"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."shop_credentials" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."shopify_deliveries" (
	"shop_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"event_id" text NOT NULL,
	"triggered_at" timestamp (6) with time zone NOT NULL,
	"problem" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shopify_deliveries_shop_id_topic_event_id_pk" PRIMARY KEY("shop_id","topic","event_id"),
	CONSTRAINT "shopify_deliveries_topic_check" CHECK (char_length("private"."shopify_deliveries"."topic") between 1 and 100),
	CONSTRAINT "shopify_deliveries_event_id_check" CHECK (char_length("private"."shopify_deliveries"."event_id") between 1 and 100),
	CONSTRAINT "shopify_deliveries_problem_check" CHECK (char_length("private"."shopify_deliveries"."problem") between 1 and 200),
	CONSTRAINT "shopify_deliveries_triggered_at_check" CHECK ("private"."shopify_deliveries"."triggered_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shopify_deliveries_created_at_check" CHECK ("private"."shopify_deliveries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."shopify_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "shops" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"state" text NOT NULL,
	"currency" text NOT NULL,
	"timezone" text NOT NULL,
	"segment_order" text DEFAULT 'listed' NOT NULL,
	"uninstalled_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shops_domain_check" CHECK ("shops"."domain" ~ '^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$'),
	CONSTRAINT "shops_state_check" CHECK ("shops"."state" in ('connected', 'stale', 'truncated', 'uninstalled')),
	CONSTRAINT "shops_currency_check" CHECK ("shops"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "shops_timezone_name_check" CHECK (char_length("shops"."timezone") <= 64 and "shops"."timezone" ~ '^(UTC|Etc\/GMT(0|\+(1[0-2]|[0-9])|-(1[0-4]|[0-9]))|[A-Z][A-Za-z_-]+(\/[A-Z][A-Za-z_-]+){1,2})$'),
	CONSTRAINT "shops_timezone_check" CHECK (private.is_timezone("shops"."timezone")),
	CONSTRAINT "shops_segment_order_check" CHECK ("shops"."segment_order" in ('listed', 'most_specific')),
	CONSTRAINT "shops_uninstalled_check" CHECK (("shops"."state" = 'uninstalled') = ("shops"."uninstalled_at" is not null)),
	CONSTRAINT "shops_uninstalled_at_check" CHECK ("shops"."uninstalled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shops_deleted_at_check" CHECK ("shops"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shops_created_at_check" CHECK ("shops"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shops_updated_at_check" CHECK ("shops"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "shops" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
DROP INDEX "users_email_index";
--> statement-breakpoint
ALTER TABLE "backfill_rejects" ADD CONSTRAINT "backfill_rejects_backfill_fkey" FOREIGN KEY ("backfill_id","shop_id") REFERENCES "public"."backfills"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "backfills" ADD CONSTRAINT "backfills_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_stats" ADD CONSTRAINT "customer_stats_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."deleted_orders" ADD CONSTRAINT "deleted_orders_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ADD CONSTRAINT "line_sources_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ADD CONSTRAINT "line_sources_backfill_fkey" FOREIGN KEY ("backfill_id","shop_id") REFERENCES "public"."backfills"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ADD CONSTRAINT "line_sources_reconciliation_fkey" FOREIGN KEY ("reconciliation_id","shop_id") REFERENCES "public"."reconciliations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "order_differences" ADD CONSTRAINT "order_differences_reconciliation_fkey" FOREIGN KEY ("reconciliation_id","shop_id") REFERENCES "public"."reconciliations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."order_refunds" ADD CONSTRAINT "order_refunds_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."orders_seen" ADD CONSTRAINT "orders_seen_reconciliation_fkey" FOREIGN KEY ("reconciliation_id","shop_id") REFERENCES "public"."reconciliations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."postponed_deliveries" ADD CONSTRAINT "postponed_deliveries_delivery_fkey" FOREIGN KEY ("shop_id","topic","event_id") REFERENCES "private"."shopify_deliveries"("shop_id","topic","event_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."refused_matches" ADD CONSTRAINT "refused_matches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."refused_matches" ADD CONSTRAINT "refused_matches_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rfm_runs" ADD CONSTRAINT "rfm_runs_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "segment_changes" ADD CONSTRAINT "segment_changes_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."shop_credentials" ADD CONSTRAINT "shop_credentials_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."shopify_deliveries" ADD CONSTRAINT "shopify_deliveries_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "backfill_rejects_shop_id_index" ON "backfill_rejects" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "backfills_shop_id_index" ON "backfills" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE UNIQUE INDEX "backfills_live_unique" ON "backfills" USING btree ("shop_id") WHERE "backfills"."source" = 'bulk' and "backfills"."state" in ('queued', 'running');
--> statement-breakpoint
CREATE INDEX "customer_stats_shop_id_index" ON "customer_stats" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "customers_shop_id_index" ON "customers" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "customers"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "customers_user_id_index" ON "customers" USING btree ("user_id") WHERE "customers"."user_id" is not null;
--> statement-breakpoint
CREATE INDEX "customers_email_index" ON "customers" USING btree (lower("email" collate "C"),"shop_id") WHERE "customers"."email" is not null;
--> statement-breakpoint
CREATE INDEX "line_sources_backfill_id_index" ON "private"."line_sources" USING btree ("backfill_id","shop_id");
--> statement-breakpoint
CREATE INDEX "line_sources_reconciliation_id_index" ON "private"."line_sources" USING btree ("reconciliation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "order_differences_shop_id_index" ON "order_differences" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "order_refunds_order_index" ON "private"."order_refunds" USING btree ("shop_id","order_shopify_id");
--> statement-breakpoint
CREATE INDEX "orders_shop_id_index" ON "orders" USING btree ("shop_id","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "orders"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "orders_customer_id_index" ON "orders" USING btree ("customer_id","shop_id","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "orders_currency_index" ON "orders" USING btree ("shop_id","currency") WHERE "orders"."value" is not null;
--> statement-breakpoint
CREATE INDEX "postponed_deliveries_customer_index" ON "private"."postponed_deliveries" USING btree ("shop_id","customer_shopify_id");
--> statement-breakpoint
CREATE INDEX "privacy_requests_shop_id_index" ON "privacy_requests" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "reconciliations_shop_id_index" ON "reconciliations" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliations_live_unique" ON "reconciliations" USING btree ("shop_id") WHERE "reconciliations"."state" in ('queued', 'running');
--> statement-breakpoint
CREATE INDEX "refused_matches_user_id_index" ON "private"."refused_matches" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "rfm_runs_shop_id_index" ON "rfm_runs" USING btree ("shop_id","as_of","created_at");
--> statement-breakpoint
CREATE INDEX "segment_changes_customer_id_index" ON "segment_changes" USING btree ("customer_id","shop_id","as_of");
--> statement-breakpoint
CREATE INDEX "segment_changes_shop_id_index" ON "segment_changes" USING btree ("shop_id","as_of");
--> statement-breakpoint
CREATE INDEX "shop_credentials_renew_at_index" ON "private"."shop_credentials" USING btree ("renew_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "shops_domain_unique" ON "shops" USING btree ("domain") WHERE "shops"."deleted_at" is null and "shops"."state" <> 'uninstalled';
--> statement-breakpoint
CREATE UNIQUE INDEX "shops_gym_id_domain_unique" ON "shops" USING btree ("gym_id","domain") WHERE "shops"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "shops_domain_index" ON "shops" USING btree ("domain","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "shops_gym_id_index" ON "shops" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "users_email_index" ON "users" USING btree (lower("email" collate "C"));
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'promoted', 'customer_matched', 'customer_unmatched', 'erased'));
--> statement-breakpoint
-- A manager of the shop ends a backfill that has not ended, and is answered it as it is then; what it
-- brought so far stays. Whoever runs it notices at the next of its steps.
create or replace function private.cancel_backfill(backfill uuid) returns setof public.backfills
language plpgsql security definer set search_path = '' as $$
begin
  update public.backfills b set state = 'cancelled', ended_at = now()
  where b.id = backfill and b.shop_id = any (private.shop_ids())
    and b.state in ('queued', 'running');
  return query
    select b.* from public.backfills b
    where b.id = backfill and b.shop_id = any (private.shop_ids());
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_backfill(uuid) from public;
--> statement-breakpoint
grant execute on function private.cancel_backfill(uuid) to authenticated;
--> statement-breakpoint
-- A manager of the shop has all of its past read from Shopify; where that is under way, it is that one.
-- No row where there is no such shop of theirs.
create or replace function private.start_backfill(shop uuid) returns setof public.backfills
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  backfill uuid;
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  -- Two at once come one after the other.
  perform from public.shops s where s.id = shop for no key update;
  select b.id into backfill from public.backfills b
  where b.shop_id = shop and b.source = 'bulk' and b.state in ('queued', 'running');
  if backfill is null then
    if not exists (
      select from public.shops s where s.id = shop and s.state in ('connected', 'truncated')
    ) then
      raise exception 'the shop is not connected'
        using errcode = 'check_violation', constraint = 'shop_not_connected';
    end if;
    insert into public.backfills (shop_id, source) values (shop, 'bulk') returning id into backfill;
    insert into private.line_sources (shop_id, backfill_id, kind)
    values (shop, backfill, 'customers'), (shop, backfill, 'orders');
    perform private.enqueue_job(
      'run_backfill', jsonb_build_object('backfill_id', backfill), backfill::text
    );
  end if;
  return query select b.* from public.backfills b where b.id = backfill;
end
$$;
--> statement-breakpoint
revoke execute on function private.start_backfill(uuid) from public;
--> statement-breakpoint
grant execute on function private.start_backfill(uuid) to authenticated;
--> statement-breakpoint
-- Scores a shop's customers as of a day and sums up their segments; with `keep`, it also writes the
-- scores that are not what they were, and every change of segment. Asks nobody who they are.
--
-- The boundaries are R's quantiles of type 7 at 20, 40, 60 and 80 %, plus one unit, and exact: the
-- quantile j/5 of n values is v[k] + part/5 * (v[k+1] - v[k]), where k and part are (n-1)*j divided by 5
-- and what remains; the elements themselves are found by one sort of each score's values. A value at or
-- above a boundary belongs to the higher bin, so that equal values share a score.
--
-- `segments` holds the segment of each triple of scores, from 1 1 1 to 5 5 5. Who ordered nothing
-- that counts has no score and no segment. A delivery that changes sums meanwhile is not waited for by
-- anybody: its customer is scored as they are when their row is reached.
create or replace function private.compute_rfm(
  shop uuid, as_of date, segments public.customer_segment[], keep boolean
) returns public.rfm_runs
language plpgsql volatile set search_path = '' set plan_cache_mode = force_custom_plan
-- Shops of all sizes come by one connection. Values are sorted in memory. The shop's time zone is put
-- below, for this function alone: naming it in each conversion costs more than all of scoring.
set work_mem = '64MB' set timezone = 'UTC' as $$
declare
  facts constant public.shops := (select s from public.shops s where s.id = shop);
  until constant timestamptz := private.instant_of((as_of + 1)::timestamp, facts.timezone);
  -- The sums as they are kept, or, where later orders are in them, as they were on that day.
  source text := 'public.customer_stats';
  latest timestamptz;
  r constant text := '(5 - width_bucket($2 - v.last_order_at::date, $5))::smallint';
  f constant text := '(1 + width_bucket(nullif(v.orders_count, 0), $6))::smallint';
  m constant text :=
    '(1 + case when v.orders_count > 0 then width_bucket(v.total_spent, $7) end)::smallint';
  sums constant text := 'count(*) as customers, sum(v.orders_count) as orders, '
    'sum(v.total_spent) as revenue';
  report constant text := $sql$
    select coalesce(jsonb_agg(jsonb_build_object(
      'segment', t.segment, 'customers', t.customers, 'orders', t.orders, 'revenue', t.revenue::text
    ) order by t.segment), '[]')
    from (
      select h.segment, sum(h.customers) as customers, sum(h.orders) as orders,
        sum(h.revenue) as revenue
      from held h where h.segment is not null group by h.segment
    ) t
  $sql$;
  days integer[];
  counts integer[];
  unsettled boolean;
  run public.rfm_runs;
begin
  perform set_config('timezone', facts.timezone, true);
  loop
    execute format($sql$
      with held as materialized (
        select v.segment, v.rfm_r as r, v.rfm_f as f, v.rfm_m as m, %2$s,
          max(v.last_order_at) as latest
        from %1$s v where v.shop_id = $1 and v.orders_count > 0 group by 1, 2, 3, 4
      ), ranks as materialized (
        select n, j, (n - 1) * j / 5 + 1 as low, least((n - 1) * j / 5 + 2, n) as high,
          (n - 1) * j %% 5 as part
        from (select sum(h.customers)::bigint as n from held h) size, generate_series(1, 4) j
        where n > 0
      ), wanted as materialized (
        select array_agg((rank - 0.5) / n order by j, rank)::float8[] as shares
        from (select n, j, low as rank from ranks union all select n, j, high from ranks) k
      ), found as materialized (
        select
          percentile_disc((select shares from wanted))
            within group (order by $2 - v.last_order_at::date) as days,
          percentile_disc((select shares from wanted)) within group (order by v.orders_count) as counts,
          percentile_disc((select shares from wanted)) within group (order by v.total_spent) as spent
        from %1$s v where v.shop_id = $1 and v.orders_count > 0
      ), bounds as (
        select
          array_agg(0.2 * (5 * (days[2 * j - 1] + 1) + part * (days[2 * j] - days[2 * j - 1]))
            order by j) as recency,
          array_agg(0.2 * (5 * (counts[2 * j - 1] + 1) + part * (counts[2 * j] - counts[2 * j - 1]))
            order by j) as frequency,
          array_agg(0.2 * (5 * (spent[2 * j - 1] + 1) + part * (spent[2 * j] - spent[2 * j - 1]))
            order by j) as monetary
        from ranks cross join found
      )
      select coalesce(b.recency, '{}'), coalesce(b.frequency, '{}'), coalesce(b.monetary, '{}'),
        (select coalesce(sum(h.customers), 0) from held h),
        (select max(h.latest) from held h), (%3$s),
        exists (
          select from held h where h.segment is distinct from $3[25 * h.r + 5 * h.f + h.m - 30]
        )
      from bounds b
    $sql$, source, sums, report)
    into run.recency, run.frequency, run.monetary, run.customers, latest, run.segments,
      unsettled
    using shop, as_of, segments, until;
    exit when latest is null or latest < until;
    source := 'private.sums_on($1, $4)';
  end loop;
  days := array(select ceil(b)::integer from unnest(run.recency) b);
  counts := array(select ceil(b)::integer from unnest(run.frequency) b);

  if not keep then
    execute format($sql$
      with held as (
        select $3[25 * v.r + 5 * v.f + v.m - 30] as segment, %2$s
        from (select v.*, %4$s as r, %5$s as f, %6$s as m from %1$s v where v.shop_id = $1 offset 0) v
        where v.orders_count > 0 group by 1
      ) %3$s
    $sql$, source, sums, report, r, f, m)
    into run.segments using shop, as_of, segments, until, days, counts, run.monetary;
    return run;
  end if;

  execute format($sql$
    update public.customer_stats %7$s
    set rfm_r = %4$s, rfm_f = %5$s, rfm_m = %6$s
    %8$s v.shop_id = $1 and (
      v.rfm_r is distinct from %4$s or v.rfm_f is distinct from %5$s or v.rfm_m is distinct from %6$s
    )
  $sql$, source, sums, report, r, f, m,
    case source when 'public.customer_stats' then 'v' else 's' end,
    case source when 'public.customer_stats' then 'where' else
      format('from %s v where s.customer_id = v.customer_id and s.shop_id = v.shop_id and', source)
    end)
  using shop, as_of, segments, until, days, counts, run.monetary;
  get diagnostics run.changed = row_count;
  run.moved := 0;

  if run.changed > 0 or unsettled then
    with moved as materialized (
      select s.customer_id, s.segment as was, 100 * s.rfm_r + 10 * s.rfm_f + s.rfm_m as rfm,
        segments[25 * s.rfm_r + 5 * s.rfm_f + s.rfm_m - 30] as becomes
      from public.customer_stats s
      where s.shop_id = shop
        and s.segment is distinct from segments[25 * s.rfm_r + 5 * s.rfm_f + s.rfm_m - 30]
    ), written as (
      update public.customer_stats s set segment = m.becomes
      from moved m where s.customer_id = m.customer_id and s.shop_id = shop
    )
    insert into public.segment_changes (shop_id, customer_id, "from", "to", rfm, as_of)
    select shop, m.customer_id, m.was, m.becomes, m.rfm, compute_rfm.as_of from moved m;
    get diagnostics run.moved = row_count;
    execute format($sql$
      with held as (
        select v.segment, %2$s from %1$s v where v.shop_id = $1 and v.orders_count > 0 group by 1
      ) %3$s
    $sql$, source, sums, report)
    into run.segments using shop, as_of, segments, until;
  end if;
  return run;
end
$$;
--> statement-breakpoint
revoke execute on function private.compute_rfm(uuid, date, public.customer_segment[], boolean)
  from public;
--> statement-breakpoint
-- What a scoring of a shop as of a day comes to, without keeping it: for managers of its gym. The
-- segments of the triples of scores are the caller's to say, since the answer is theirs alone.
create or replace function private.rfm_on(
  shop uuid, as_of date, segment_order text, segments public.customer_segment[]
) returns setof public.rfm_runs
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query select * from private.rfm_run(shop, as_of, segment_order, segments, false);
end
$$;
--> statement-breakpoint
revoke execute on function private.rfm_on(uuid, date, text, public.customer_segment[]) from public;
--> statement-breakpoint
grant execute on function private.rfm_on(uuid, date, text, public.customer_segment[])
  to authenticated;
--> statement-breakpoint
-- A scoring with what a run tells beside it: who was left out, and in which currency. Kept runs get a
-- row of `rfm_runs`. Asks nobody who they are.
create or replace function private.rfm_run(
  shop uuid, day date, segment_order text, segments public.customer_segment[], keep boolean
) returns setof public.rfm_runs
language plpgsql volatile set search_path = '' as $$
declare
  run public.rfm_runs := private.compute_rfm(shop, day, segments, keep);
  facts constant public.shops := (select s from public.shops s where s.id = shop);
begin
  run.shop_id := shop;
  run.as_of := day;
  run.segment_order := rfm_run.segment_order;
  run.currency := facts.currency;
  run.truncated := facts.state = 'truncated';
  select l.other_currency, l.no_counted_order, l.orders_in_other_currency
  into run.other_currency, run.no_counted_order, run.orders_in_other_currency
  from private.left_out(shop, day) l;
  run.changed := coalesce(run.changed, 0);
  run.moved := coalesce(run.moved, 0);
  run.created_at := now();
  if keep then
    run.id := gen_random_uuid();
    insert into public.rfm_runs select run.*;
  end if;
  return next run;
end
$$;
--> statement-breakpoint
revoke execute on function private.rfm_run(uuid, date, text, public.customer_segment[], boolean)
  from public;
--> statement-breakpoint
-- Scores a shop as of a day, today by default, and keeps it: scores, the history of segments, and the
-- run, whose row it returns. History only goes forward, so a day before that of the last run kept, or
-- one that is not here yet, is only computed, and the row's id is null. No row for an unknown shop.
-- `segments` is the segment of each triple of scores under `segment_order`.
create or replace function private.score_shop(
  shop uuid, as_of date, segment_order text, segments public.customer_segment[]
) returns setof public.rfm_runs
language plpgsql volatile security definer set search_path = '' as $$
declare
  today constant date := (
    select (now() at time zone s.timezone)::date from public.shops s
    where s.id = shop and s.deleted_at is null
    -- Held against a redaction that begins meanwhile.
    for key share
  );
  day constant date := coalesce(as_of, today);
  keep boolean;
begin
  if today is null then
    return;
  end if;
  -- One at a time, and no backfill meanwhile; deliveries do not ask for it.
  perform pg_advisory_xact_lock(hashtext('store'), hashtext(shop::text));
  keep := day <= today and not exists (
    select from public.rfm_runs r where r.shop_id = shop and r.as_of > day
  );
  return query select * from private.rfm_run(shop, day, segment_order, segments, keep);
end
$$;
--> statement-breakpoint
revoke execute on function private.score_shop(uuid, date, text, public.customer_segment[]) from public;
--> statement-breakpoint
grant execute on function private.score_shop(uuid, date, text, public.customer_segment[])
  to service_role;
--> statement-breakpoint
-- The sums of a shop's customers without the orders placed since an instant, counted from the orders:
-- what their `customer_stats` would be. Refunds are as they are known now. Asks nobody who they are.
create or replace function private.sums_on(shop uuid, until timestamptz)
returns setof public.customer_stats
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select s.customer_id, s.shop_id, coalesce(o.orders_count, 0)::integer,
      coalesce(o.total_spent, 0)::numeric(19, 4), o.last_order_at::timestamptz(3),
      s.rfm_r, s.rfm_f, s.rfm_m, s.segment
    from public.customer_stats s
    left join (
      select o.customer_id, count(*) as orders_count, sum(o.value) as total_spent,
        max(o.placed_at) as last_order_at
      from public.orders o join public.shops h on h.id = o.shop_id
      where o.shop_id = shop and o.value is not null and o.currency = h.currency
        and o.placed_at < until
      group by o.customer_id
    ) o on o.customer_id = s.customer_id
    where s.shop_id = shop;
end
$$;
--> statement-breakpoint
revoke execute on function private.sums_on(uuid, timestamptz) from public;
--> statement-breakpoint
-- Ends a connection: the token is destroyed at once, the domain is free for another gym, and what was
-- heard stays. The secret stays for what Shopify still delivers (`private.forget_shop_secrets`). No
-- row where it is ended already.
create or replace function private.close_shop(shop uuid, action text) returns setof public.shops
language plpgsql set search_path = '' as $$
declare
  closed public.shops;
begin
  update public.shops s set state = 'uninstalled', uninstalled_at = now()
  where s.id = shop and s.state <> 'uninstalled' and s.deleted_at is null
  returning s.* into closed;
  if found then
    update private.shop_credentials c
    set sealed_token = null, token_expires_at = null, renew_at = null, removed_at = now()
    where c.shop_id = shop;
    perform private.audit(
      closed.gym_id, null, close_shop.action, jsonb_build_object('domain', closed.domain)
    );
    return next closed;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.close_shop(uuid, text) from public;
--> statement-breakpoint
-- Connects a shop to a gym of the caller's, with credentials that Shopify has just taken; one that the
-- gym had before is the same shop again. The secrets are sealed for `shop`: where the gym knows the
-- shop by another id, that id has to be sealed for.
create or replace function private.connect_shop(
  shop uuid, gym uuid, shop_domain text, shop_state text, shop_currency text, shop_timezone text,
  kind text, client_id text, secret text, token text, expires_at timestamptz, renew_at timestamptz
) returns setof public.shops
language plpgsql security definer set search_path = '' as $$
declare
  connected public.shops;
  replaced boolean;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym connects a shop'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  insert into public.shops as s (id, gym_id, domain, state, currency, timezone)
  values (shop, gym, shop_domain, shop_state, shop_currency, shop_timezone)
  on conflict (gym_id, domain) where deleted_at is null do update set
    state = excluded.state,
    currency = excluded.currency,
    timezone = excluded.timezone,
    uninstalled_at = null
  returning s.* into connected;
  if connected.id <> shop then
    raise exception 'the gym knows this shop by another id'
      using errcode = 'unique_violation', constraint = 'shop_known';
  end if;
  replaced := exists (
    select from private.shop_credentials c where c.shop_id = shop and c.removed_at is null
  );
  perform private.put_shop_credentials(shop, kind, client_id, secret, token, expires_at, renew_at);
  perform private.enqueue_job(
    'subscribe_shop', jsonb_build_object('shop_id', shop), shop::text
  );
  perform private.audit(
    gym, null,
    case when replaced then 'shop_credentials_replaced' else 'shop_connected' end,
    jsonb_build_object('domain', shop_domain, 'kind', kind)
  );
  return next connected;
end
$$;
--> statement-breakpoint
revoke execute on function private.connect_shop(
  uuid, uuid, text, text, text, text, text, text, text, text, timestamptz, timestamptz
) from public;
--> statement-breakpoint
grant execute on function private.connect_shop(
  uuid, uuid, text, text, text, text, text, text, text, text, timestamptz, timestamptz
) to authenticated;
--> statement-breakpoint
-- Ends the connection of a shop, as a manager of its gym. No row when there is none to end.
create or replace function private.disconnect_shop(shop uuid) returns setof public.shops
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_caller();
  if shop = any (private.shop_ids()) then
    return query select * from private.close_shop(shop, 'shop_disconnected');
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.disconnect_shop(uuid) from public;
--> statement-breakpoint
grant execute on function private.disconnect_shop(uuid) to authenticated;
--> statement-breakpoint
create policy "backfill_rejects_select_manager" on "public"."backfill_rejects" as permissive for select to authenticated
  using ("backfill_rejects"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "backfills_select_manager" on "public"."backfills" as permissive for select to authenticated
  using ("backfills"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "customer_stats_select_manager" on "public"."customer_stats" as permissive for select to authenticated
  using ("customer_stats"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "customers_select_own_or_manager" on "public"."customers" as permissive for select to authenticated
  using (("customers"."id" = any ((select private.own_customer_ids())::uuid[]) or "customers"."shop_id" = any ((select private.shop_ids())::uuid[])));
--> statement-breakpoint
create policy "order_differences_select_manager" on "public"."order_differences" as permissive for select to authenticated
  using ("order_differences"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "orders_select_own_or_manager" on "public"."orders" as permissive for select to authenticated
  using (("orders"."customer_id" = any ((select private.own_customer_ids())::uuid[]) or "orders"."shop_id" = any ((select private.shop_ids())::uuid[])));
--> statement-breakpoint
create policy "privacy_requests_select_manager" on "public"."privacy_requests" as permissive for select to authenticated
  using ("privacy_requests"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "reconciliations_select_manager" on "public"."reconciliations" as permissive for select to authenticated
  using ("reconciliations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "rfm_runs_select_manager" on "public"."rfm_runs" as permissive for select to authenticated
  using ("rfm_runs"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "segment_changes_select_manager" on "public"."segment_changes" as permissive for select to authenticated
  using ("segment_changes"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "shops_select_manager" on "public"."shops" as permissive for select to authenticated
  using ("shops"."id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "shops_update_manager" on "public"."shops" as permissive for update to authenticated
  using ("shops"."id" = any ((select private.shop_ids())::uuid[]))
  with check ("shops"."id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create trigger "backfills_touch" before update on "public"."backfills"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "backfills_transition" before insert or update of "state" on "public"."backfills"
  for each row execute function private.guard_transition('state', '{"":["queued"],"queued":["running","failed","cancelled"],"running":["succeeded","failed","cancelled"],"succeeded":[],"failed":[],"cancelled":[]}');
--> statement-breakpoint
create trigger "customers_hold_user_id" before insert or update of "user_id" on "public"."customers"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "customers_touch" before update on "public"."customers"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "memberships_match_customers" after insert or update of "approved_at", "left_at" on "public"."memberships"
  for each row when (new.in_effect) execute function private.follow_person('user_id');
--> statement-breakpoint
create trigger "users_match_customers" after update of "email", "email_verified_at", "birth_date" on "public"."users"
  for each row when (new.deleted_at is null
    and (old.email, old.email_verified_at is null, old.birth_date)
      is distinct from (new.email, new.email_verified_at is null, new.birth_date)) execute function private.follow_person('id');
--> statement-breakpoint
create trigger "orders_touch" before update on "public"."orders"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "orders_count_new" after insert on "public"."orders"
  referencing new table as added
  for each statement execute function private.count_new_orders();
--> statement-breakpoint
create trigger "orders_count_changed" after update on "public"."orders"
  referencing old table as removed new table as added
  for each statement execute function private.count_changed_orders();
--> statement-breakpoint
create trigger "orders_count_gone" after delete on "public"."orders"
  referencing old table as removed
  for each statement execute function private.count_gone_orders();
--> statement-breakpoint
create trigger "privacy_requests_touch" before update on "public"."privacy_requests"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "reconciliations_touch" before update on "public"."reconciliations"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "reconciliations_transition" before insert or update of "state" on "public"."reconciliations"
  for each row execute function private.guard_transition('state', '{"":["queued"],"queued":["running","failed","cancelled"],"running":["succeeded","failed","cancelled"],"succeeded":[],"failed":[],"cancelled":[]}');
--> statement-breakpoint
create trigger "refused_matches_hold_user_id" before insert or update of "user_id" on "private"."refused_matches"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "shops_touch" before update on "public"."shops"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "shops_recount" after update of "currency" on "public"."shops"
  for each row when (old.currency <> new.currency) execute function private.recount_shop();
--> statement-breakpoint
alter table "public"."backfill_rejects" force row level security;
--> statement-breakpoint
revoke all on table "public"."backfill_rejects" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."backfill_rejects" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."backfill_rejects" to service_role;
--> statement-breakpoint
alter table "public"."backfills" force row level security;
--> statement-breakpoint
revoke all on table "public"."backfills" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."backfills" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."backfills" to service_role;
--> statement-breakpoint
alter table "public"."customer_stats" force row level security;
--> statement-breakpoint
revoke all on table "public"."customer_stats" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."customer_stats" to authenticated;
--> statement-breakpoint
grant select, delete on table "public"."customer_stats" to service_role;
--> statement-breakpoint
alter table "public"."customers" force row level security;
--> statement-breakpoint
revoke all on table "public"."customers" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."customers" to authenticated;
--> statement-breakpoint
grant select, delete on table "public"."customers" to service_role;
--> statement-breakpoint
alter table "private"."deleted_orders" force row level security;
--> statement-breakpoint
revoke all on table "private"."deleted_orders" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."deleted_orders" to service_role;
--> statement-breakpoint
alter table "private"."line_sources" force row level security;
--> statement-breakpoint
revoke all on table "private"."line_sources" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."line_sources" to service_role;
--> statement-breakpoint
alter table "public"."order_differences" force row level security;
--> statement-breakpoint
revoke all on table "public"."order_differences" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."order_differences" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."order_differences" to service_role;
--> statement-breakpoint
alter table "private"."order_refunds" force row level security;
--> statement-breakpoint
revoke all on table "private"."order_refunds" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."order_refunds" to service_role;
--> statement-breakpoint
alter table "public"."orders" force row level security;
--> statement-breakpoint
revoke all on table "public"."orders" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."orders" to authenticated;
--> statement-breakpoint
grant select, delete on table "public"."orders" to service_role;
--> statement-breakpoint
alter table "private"."orders_seen" force row level security;
--> statement-breakpoint
revoke all on table "private"."orders_seen" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."orders_seen" to service_role;
--> statement-breakpoint
alter table "private"."postponed_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."postponed_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."postponed_deliveries" to service_role;
--> statement-breakpoint
alter table "public"."privacy_requests" force row level security;
--> statement-breakpoint
revoke all on table "public"."privacy_requests" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."privacy_requests" to authenticated;
--> statement-breakpoint
grant select, update ("updated_at"), delete on table "public"."privacy_requests" to service_role;
--> statement-breakpoint
alter table "public"."reconciliations" force row level security;
--> statement-breakpoint
revoke all on table "public"."reconciliations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."reconciliations" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."reconciliations" to service_role;
--> statement-breakpoint
alter table "private"."refused_matches" force row level security;
--> statement-breakpoint
revoke all on table "private"."refused_matches" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "private"."refused_matches" to service_role;
--> statement-breakpoint
alter table "public"."rfm_runs" force row level security;
--> statement-breakpoint
revoke all on table "public"."rfm_runs" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."rfm_runs" to authenticated;
--> statement-breakpoint
grant select on table "public"."rfm_runs" to service_role;
--> statement-breakpoint
alter table "public"."segment_changes" force row level security;
--> statement-breakpoint
revoke all on table "public"."segment_changes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."segment_changes" to authenticated;
--> statement-breakpoint
grant select on table "public"."segment_changes" to service_role;
--> statement-breakpoint
alter table "private"."shop_credentials" force row level security;
--> statement-breakpoint
revoke all on table "private"."shop_credentials" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "private"."shopify_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."shopify_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."shopify_deliveries" to service_role;
--> statement-breakpoint
alter table "public"."shops" force row level security;
--> statement-breakpoint
revoke all on table "public"."shops" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("segment_order") on table "public"."shops" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."shops" to service_role;
--> statement-breakpoint
-- src/db/schema/store/customers/customer-stats.after.sql (fccb71861bad5564)
-- Whole shops are scored at once: with room on every page and no index on a score, rows are updated in
-- place, without a new entry in an index and without growing.
alter table public.customer_stats set (fillfactor = 70);
