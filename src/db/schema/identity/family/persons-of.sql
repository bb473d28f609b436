-- For whom a person may act: themselves, and the children they are guardian of.
create or replace function private.persons_of(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select person where person is not null
    union all
    select g.dependent_id from public.guardianships g join public.users u on u.id = g.dependent_id
    where g.guardian_id = person and g.ended_at is null and private.is_minor(u.birth_date)
  );
end
$$;

revoke execute on function private.persons_of(uuid) from public;
