-- Whose profile the caller may read as staff: the members of the gyms they teach in or manage, for a
-- manager also those who ask to join, so that the request can be decided, and the guardians of all.
create or replace function private.visible_member_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  managed constant uuid[] := private.gym_ids('MANAGER');
begin
  return query
    with members as (
      select m.user_id from public.memberships m
      where m.left_at is null
        and m.denied_at is null
        and (
          m.gym_id = any (staffed) and m.approved_at is not null
          or m.gym_id = any (managed) and m.approved_at is null
        )
    )
    select members.user_id from members
    union all
    select g.guardian_id from members
    join public.guardianships g on g.dependent_id = members.user_id and g.ended_at is null
    join public.users u on u.id = g.dependent_id
    where private.is_minor(u.birth_date);
end
$$;

revoke execute on function private.visible_member_ids() from public;
grant execute on function private.visible_member_ids() to authenticated, service_role;
