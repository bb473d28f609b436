-- When what would last until a day (`base`) ends for an account, since it rests in between: each freeze
-- that begins by then puts it off by its days, counted from `first`, before which nothing was there to
-- put off. One definition for months, cards and trials.
create or replace function private.dues_until(account uuid, first date, base date) returns date
language plpgsql stable set search_path = '' as $$
declare
  rest record;
  reached date := base;
begin
  for rest in
    select greatest(f.starts_on, dues_until.first) as starts_on, f.ends_on
    from public.dues_freezes f
    where f.account_id = account and f.ends_on >= dues_until.first
    order by f.starts_on
  loop
    exit when rest.starts_on > reached;
    reached := reached + (rest.ends_on - rest.starts_on + 1);
  end loop;
  return reached;
end
$$;
revoke execute on function private.dues_until(uuid, date, date) from public;
