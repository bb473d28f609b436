-- From here on a gym is closed: nobody joins it, what is personal in its own row is gone, and its shops
-- are let go of as when the app is removed from them. Its members leave slice by slice, and then its
-- rows go.
create or replace function private.begin_gym_erasure(closing uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  gym uuid;
  shop uuid;
begin
  update public.gym_closings c set state = 'erasing', closed_at = now()
  where c.id = closing returning c.gym_id into gym;
  update public.gyms g set closed_at = now(), manager_id = null, address = null, logo = null
  where g.id = gym;
  insert into public.audit_events (gym_id, action) values (gym, 'gym_closed');
  for shop in
    update public.shops s
    set state = 'uninstalled', uninstalled_at = coalesce(s.uninstalled_at, now())
    where s.gym_id = gym and s.deleted_at is null returning s.id
  loop
    perform private.begin_shop_redaction(shop);
  end loop;
end
$$;
revoke execute on function private.begin_gym_erasure(uuid) from public;
