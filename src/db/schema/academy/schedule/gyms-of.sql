-- The gyms whose schedule a person sees: where their membership is in effect, in whatever role.
create or replace function private.gyms_of(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (select array_agg(m.gym_id) from public.memberships m where m.user_id = person and m.in_effect),
    '{}'
  );
end
$$;

revoke execute on function private.gyms_of(uuid) from public;
