-- One figure of a gym over time, by week over a year or by month over five, at most: for its managers.
create or replace function private.gym_series(
  gym uuid, metric text, step text, first date, last date
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('MANAGER')) or step not in ('week', 'month') then
    return null;
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(s)), '[]') from private.series_of(
      gym, metric, step, first, least(last, first + case step when 'week' then 365 else 1826 end),
      now()
    ) s
  );
end
$$;
revoke execute on function private.gym_series(uuid, text, text, date, date) from public;
grant execute on function private.gym_series(uuid, text, text, date, date) to authenticated;
