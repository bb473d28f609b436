-- Checks a member in at a front desk, now. A door of its own, opened by the device's token alone; no row
-- for one that is not let in.
create or replace function private.front_desk_check_in(
  token text, class uuid, on_date date, digest text, code text
) returns table (outcome text, reason text, retry_at timestamptz, first_name text, initial text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  desk public.front_desks;
begin
  select d.* into desk from private.open_front_desk(token) d;
  if desk.id is null then
    return;
  end if;
  return query
    select * from private.check_in_at_desk(desk.id, class, on_date, digest, code, now());
  perform private.see_front_desk(desk.id);
end
$$;

revoke execute on function private.front_desk_check_in(text, uuid, date, text, text) from public;
grant execute on function private.front_desk_check_in(text, uuid, date, text, text) to anon;
