-- Leaves a trace of what the caller does about somebody: to be called by definer functions and
-- triggers, in the transaction of the deed. Without a gym, in every gym in which they are active, or,
-- if they are in none, once without a gym.
create or replace function private.audit(
  gym uuid, subject uuid, action text, details jsonb default '{}'
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := private.current_user_id();
  gyms uuid[] := array[gym];
begin
  if gym is null then
    gyms := array(
      select m.gym_id from public.memberships m
      where m.user_id = audit.subject and m.left_at is null and m.denied_at is null
    );
  end if;
  if gyms = '{}' then
    gyms := array[null::uuid];
  end if;
  insert into public.audit_events (gym_id, actor_id, subject_id, action, details)
  select g, actor, audit.subject, audit.action, audit.details from unnest(gyms) g;
end
$$;

revoke execute on function private.audit(uuid, uuid, text, jsonb) from public;
