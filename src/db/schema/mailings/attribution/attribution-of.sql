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
revoke execute on function private.attribution_of(uuid, integer, integer, integer, timestamptz) from public;
