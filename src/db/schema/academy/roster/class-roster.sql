-- The roster of a class on a date, for the staff of its gym. Whose age it tells as a child's, and whose
-- contacts, is in the trail. Of the one row beyond the page, which says that there is a next, it tells
-- neither.
create or replace function private.class_roster(
  class uuid, on_date date, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, status text, age integer,
  is_minor boolean, contacts jsonb, sort_name text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  gym constant uuid := (
    select c.gym_id from public.classes c
    where c.id = class and c.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  );
  told jsonb;
begin
  perform private.hold_caller();
  if gym is null then
    return;
  end if;
  select coalesce(jsonb_agg(
    case when r.nth <= page_size then to_jsonb(r)
      else to_jsonb(r) || '{"age": null, "is_minor": false, "contacts": []}' end
    order by r.nth
  ), '[]') into told
  from (
    select p.*, row_number() over (order by p.sort_name, p.user_id) as nth
    from private.roster(class, on_date, after_name, after_id, page_size + 1) p
  ) r;
  perform private.note_reading(gym, array(
    select r.user_id from jsonb_to_recordset(told) as r (user_id uuid, is_minor boolean)
    where r.is_minor
  ), 'minor_read');
  perform private.note_reading(gym, array(
    select r.user_id from jsonb_to_recordset(told) as r (user_id uuid, contacts jsonb)
    where r.contacts <> '[]'
  ), 'contacts_read');
  return query
    select r.* from jsonb_to_recordset(told) as r (
      user_id uuid, first_name text, last_name text, image_url text, status text, age integer,
      is_minor boolean, contacts jsonb, sort_name text
    );
end
$$;
revoke execute on function private.class_roster(uuid, date, text, uuid, integer) from public;
grant execute on function private.class_roster(uuid, date, text, uuid, integer) to authenticated;
