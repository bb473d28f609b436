-- Refuses the claim of a record that somebody signs in to, or that a guardian has: at eighteen it is
-- the person's to claim.
create or replace function private.assert_claimable(record uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.users u where u.id = record and u.subject is not null) then
    raise exception 'whoever this is about signs in already'
      using errcode = 'check_violation', constraint = 'record_has_account';
  end if;
  if exists (
    select from public.guardianships g join public.users u on u.id = g.dependent_id
    where g.dependent_id = record and g.ended_at is null and private.is_minor(u.birth_date)
  ) then
    raise exception 'a child''s record is with its guardians'
      using errcode = 'check_violation', constraint = 'record_has_guardian';
  end if;
end
$$;
revoke execute on function private.assert_claimable(uuid) from public;
