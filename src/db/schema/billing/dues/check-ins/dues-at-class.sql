-- How the dues of those stand who come to a class that is about to be held or was just (its date is
-- yesterday, today or tomorrow by the gym's clock), a word each, for who teaches or manages there: what
-- they owe or paid is not said. `refusal` is what check-in would answer today. Who is covered by no
-- account has no word.
create or replace function private.dues_at_class(class uuid, on_date date)
returns table (user_id uuid, state text, refusal text)
language plpgsql stable security definer set search_path = '' as $$
declare
  c record;
  today date;
begin
  select k.gym_id, g.dues, g.dues_grace_days into c
  from public.classes k join public.gyms g on g.id = k.gym_id
  where k.id = class and k.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER'));
  today := private.dues_day(c.gym_id, now());
  if c.gym_id is null or on_date not between today - 1 and today + 1 then
    return;
  end if;
  return query
    select x.user_id, s.state, r.refusal
    from public.check_ins x
    left join public.dues_coverage v on v.user_id = x.user_id and v.gym_id = x.gym_id
      and v.covered_from <= on_date and (v.covered_until is null or v.covered_until > on_date)
    left join public.dues_accounts a on a.id = v.account_id
    left join lateral private.dues_on(a, on_date) s on a.id is not null
    left join lateral private.dues_refusal(
      c.gym_id, x.user_id, c.dues, c.dues_grace_days, on_date, today, x.id
    ) r on c.dues <> 'off'
    where x.class_id = class and x.gym_id = c.gym_id and x.class_date = on_date
      and x.status <> 'cancelled'
    order by x.place;
end
$$;
revoke execute on function private.dues_at_class(uuid, date) from public;
grant execute on function private.dues_at_class(uuid, date) to authenticated;
