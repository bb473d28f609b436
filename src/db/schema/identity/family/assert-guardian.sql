-- Refuses a guardianship of who is no child, or by who is one.
create or replace function private.assert_guardian(guardian uuid, child_born date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_minor(child_born) then
    raise exception 'only a child, by its birth date, has guardians'
      using errcode = 'check_violation', constraint = 'guardianships_of_a_child';
  end if;
  if exists (select from public.users u where u.id = guardian and private.is_minor(u.birth_date)) then
    raise exception 'a child is nobody''s guardian'
      using errcode = 'check_violation', constraint = 'guardianships_by_an_adult';
  end if;
end
$$;
revoke execute on function private.assert_guardian(uuid, date) from public;
