-- A gym's figures between two dates, over a year at most: for its managers. The role is asked once.
create or replace function private.gym_overview(gym uuid, first date, last date, away_days integer)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return null;
  end if;
  return private.overview_of(
    gym, private.current_user_id(), first, least(last, first + 365), away_days, now()
  );
end
$$;
revoke execute on function private.gym_overview(uuid, date, date, integer) from public;
grant execute on function private.gym_overview(uuid, date, date, integer) to authenticated;
