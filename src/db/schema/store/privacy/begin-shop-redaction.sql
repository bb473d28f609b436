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
revoke execute on function private.begin_shop_redaction(uuid) from public;
grant execute on function private.begin_shop_redaction(uuid) to service_role;
