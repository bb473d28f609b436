-- Sets the last day of an account, or takes it back, and with it until when people are covered. Answers
-- the refusal `covered_elsewhere`, where another one covers somebody in the days that are won. For who
-- holds the account, and whom it covers.
create or replace function private.end_dues_account(was public.dues_accounts, last_day date)
returns text
language plpgsql volatile set search_path = '' as $$
begin
  if exists (
    select from public.dues_coverage mine
    join public.dues_coverage other on other.user_id = mine.user_id and other.gym_id = mine.gym_id
      and other.id <> mine.id
    where mine.account_id = was.id and mine.covered_until = was.ends_on + 1
      and (other.covered_until is null or other.covered_until > mine.covered_until)
      and (last_day is null or other.covered_from <= last_day)
  ) then
    return 'covered_elsewhere';
  end if;
  delete from public.dues_coverage c where c.account_id = was.id and c.covered_from > last_day;
  update public.dues_coverage c set covered_until = last_day + 1
  where c.account_id = was.id and (
    c.covered_until is null or c.covered_until = was.ends_on + 1 or c.covered_until > last_day + 1
  );
  update public.dues_accounts a set ends_on = last_day where a.id = was.id;
  return null;
end
$$;
revoke execute on function private.end_dues_account(public.dues_accounts, date) from public;
