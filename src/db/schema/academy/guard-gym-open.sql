-- Nobody belongs to a gym that was closed. Holds the gym, so that closing it and joining it do not miss
-- each other.
create or replace function private.guard_gym_open() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  closed timestamptz;
begin
  select g.closed_at into closed from public.gyms g where g.id = new.gym_id for share;
  if closed is not null then
    raise exception 'the gym was closed'
      using errcode = 'check_violation', constraint = 'memberships_gym_open', column = 'gym_id';
  end if;
  return new;
end
$$;
revoke execute on function private.guard_gym_open() from public;
