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
revoke execute on function private.apply_customers(
  uuid, bigint[], integer[], text[], text[], text[], text[], text[], text[], text[], text[],
  timestamptz[], timestamptz[], timestamptz[]
) from public;
grant execute on function private.apply_customers(
  uuid, bigint[], integer[], text[], text[], text[], text[], text[], text[], text[], text[],
  timestamptz[], timestamptz[], timestamptz[]
) to service_role;
