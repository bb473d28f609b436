-- Who is expected or was at a class on a date, by name, with their age on that day and whom to call for
-- them. Who cancelled is not on it; of who is no member any more only that they were there.
create or replace function private.roster(
  class uuid, on_date date, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, status text, age integer,
  is_minor boolean, contacts jsonb, sort_name text
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select person.id, person.first_name, person.last_name, person.image_url, person.status,
      private.age_on(person.birth_date, on_date), private.is_minor(person.birth_date), (
        select coalesce(jsonb_agg(
          jsonb_build_object(
            'name', c.name, 'phone', c.phone, 'relation', c.relation, 'notes', c.notes
          ) order by c.created_at, c.id
        ), '[]')
        from public.emergency_contacts c where c.user_id = person.member
      ), person.name
    from (
      select k.user_id as id, u.id as member, u.first_name, u.last_name, u.image_url, u.birth_date,
        k.status, lower(concat_ws(' ', u.first_name, u.last_name)) as name
      from public.classes c
      join public.check_ins k
        on k.class_id = c.id and k.gym_id = c.gym_id and k.class_date = on_date
      left join public.memberships m
        on m.user_id = k.user_id and m.gym_id = k.gym_id and m.in_effect
      left join public.users u on u.id = m.user_id and u.deleted_at is null
      where c.id = class and k.status <> 'cancelled'
    ) person
    where after_id is null or (person.name, person.id) > (after_name, after_id)
    order by person.name, person.id
    limit least(page_size, 101);
end
$$;
revoke execute on function private.roster(uuid, date, text, uuid, integer) from public;
