-- Has an account cover somebody no more from a day on.
create or replace function private.uncover_person(account uuid, person uuid, from_day date)
returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from public.dues_coverage c
  where c.account_id = account and c.user_id = person and c.covered_from >= from_day;
  update public.dues_coverage c set covered_until = from_day
  where c.account_id = account and c.user_id = person
    and (c.covered_until is null or c.covered_until > from_day);
end
$$;
revoke execute on function private.uncover_person(uuid, uuid, date) from public;
