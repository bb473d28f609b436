-- Who belongs to a gym and how to reach them, for its managers, in order of their ids; of which children
-- it tells leaves a trace. What somebody keeps at the gym about their health is not in it: it is theirs.
create or replace function private.export_gym_members(gym uuid, after_id uuid, page_size integer)
returns table (
  user_id uuid, first_name text, last_name text, email text, phone text, birth_date date,
  role text, approved_at timestamptz, external_ref text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  people uuid[];
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    return;
  end if;
  people := array(
    select m.user_id from public.memberships m join public.users u on u.id = m.user_id
    where m.gym_id = gym and m.in_effect and u.deleted_at is null
      and (after_id is null or m.user_id > after_id)
    order by m.user_id
    limit least(page_size, 1001)
  );
  perform private.note_reading(gym, array(
    select u.id from public.users u where u.id = any (people) and private.is_minor(u.birth_date)
  ), 'minor_read');
  return query
    select u.id, u.first_name, u.last_name, u.email, u.phone, u.birth_date, m.role, m.approved_at,
      m.external_ref
    from public.memberships m
    join public.users u on u.id = m.user_id
    where m.gym_id = gym and m.user_id = any (people)
    order by u.id;
end
$$;
revoke execute on function private.export_gym_members(uuid, uuid, integer) from public;
grant execute on function private.export_gym_members(uuid, uuid, integer) to authenticated;
