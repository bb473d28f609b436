-- Students who have not come for some days, with the reason: for the staff of the gym.
create or replace function private.members_at_risk(
  gym uuid, days integer, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.absent_members(
      gym, days, now(), after_since, after_id, least(page_size, 101)
    );
end
$$;
revoke execute on function private.members_at_risk(uuid, integer, date, uuid, integer) from public;
grant execute on function private.members_at_risk(uuid, integer, date, uuid, integer)
  to authenticated;
