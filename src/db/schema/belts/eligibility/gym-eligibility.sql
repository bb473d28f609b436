-- A page of who of a gym is due for their next rank in an art: for its staff. Which children it told of
-- is in the trail. The last row says whether there is `more`, of which it tells nothing.
create or replace function private.gym_eligibility(
  gym uuid, art text, on_date date, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, rank jsonb, next jsonb,
  sort_date text, more boolean
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  told jsonb;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  select coalesce(jsonb_agg(to_jsonb(d) order by d.nth), '[]') into told
  from (
    select m.*, row_number() over () as nth
    from private.members_due(
      gym, art, coalesce(on_date, private.gym_today(gym)), after_date, after_id, page_size + 1
    ) m
  ) d;
  perform private.note_reading(gym, array(
    select d.user_id from jsonb_to_recordset(told) as d (user_id uuid, is_minor boolean, nth integer)
    where d.is_minor and d.nth <= page_size
  ), 'minor_read');
  return query
    select d.user_id, d.first_name, d.last_name, d.image_url, d.rank, d.next, d.sort_date,
      jsonb_array_length(told) > page_size
    from jsonb_to_recordset(told) as d (
      user_id uuid, first_name text, last_name text, image_url text, rank jsonb, next jsonb,
      sort_date text, nth integer
    )
    where d.nth <= page_size
    order by d.nth;
end
$$;
revoke execute on function private.gym_eligibility(uuid, text, date, date, uuid, integer) from public;
grant execute on function private.gym_eligibility(uuid, text, date, date, uuid, integer)
  to authenticated;
