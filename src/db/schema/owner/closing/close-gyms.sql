-- Goes on with one gym whose day has come, the one that has waited longest: `at_most` rows of it. False
-- when there was none. Several may call it; each takes another gym.
create or replace function private.close_gyms(at_most integer) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  due public.gym_closings;
begin
  select c.* into due from public.gym_closings c
  where c.state = 'scheduled' and c.erases_at <= now()
    or c.state = 'erasing' and coalesce(c.emptied_at < now() - interval '1 minute', true)
  order by c.updated_at limit 1 for update skip locked;
  if not found then return false; end if;
  if due.state = 'scheduled' then
    perform private.begin_gym_erasure(due.id);
  else
    perform private.erase_gym_slice(due.id, at_most);
    -- Behind the others.
    update public.gym_closings c set updated_at = now() where c.id = due.id;
  end if;
  return true;
end
$$;
revoke execute on function private.close_gyms(integer) from public;
grant execute on function private.close_gyms(integer) to service_role;
