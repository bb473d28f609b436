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
revoke execute on function private.is_mailing_stopped(uuid, uuid, boolean) from public;
grant execute on function private.is_mailing_stopped(uuid, uuid, boolean) to service_role;
