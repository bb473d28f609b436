-- What an account comes to today by its gym's clock: for the managers of the gym, the payer with their
-- guardians, and whom it covers; amounts not for those who are only covered. No row for anybody else.
-- `punches_left` counts what can still be used today; null where nothing is counted.
create or replace function private.dues_balance(account uuid)
returns table (
  day date, state text, overdue_since date, paid_until date, punches_left integer, covered integer,
  currency text, price numeric, months_owed integer, amount_owed numeric
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  acts constant uuid[] := private.person_ids();
  held public.dues_accounts;
  today date;
  pays boolean;
begin
  select a.* into held from public.dues_accounts a where a.id = account;
  pays := held.payer_id = any (acts) or held.gym_id = any (private.gym_ids('MANAGER'));
  if not coalesce(pays, false) and not coalesce(held.id = any (private.covering_account_ids()), false)
  then
    return;
  end if;
  today := private.dues_day(held.gym_id, now());
  return query
    select today, s.state, s.overdue_since, s.paid_until,
      case when held.punches is not null then (
        select count(*)::integer from private.dues_free_punches(held, today)
      ) end,
      (
        select count(*)::integer from public.dues_coverage c
        where c.account_id = held.id and c.covered_from <= today
          and (c.covered_until is null or c.covered_until > today)
      ),
      held.currency,
      case when pays then private.dues_price(held, today) end,
      case when pays then o.months end, case when pays then o.amount end
    from private.dues_on(held, today) s, private.dues_owed(held, today) o;
end
$$;
revoke execute on function private.dues_balance(uuid) from public;
grant execute on function private.dues_balance(uuid) to authenticated;
