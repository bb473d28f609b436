-- How many times members of a gym were at classes between two dates, and how many people that were, by
-- week or by month: a row for each, by its first day, though the first and the last have only their
-- days of the range. A step at a time, so that who came is counted in little memory, in the order of
-- the index.
create or replace function private.training_by(gym uuid, step text, first date, last date)
returns table (since date, check_ins integer, trained integer)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select s.at::date, came.check_ins, came.trained
    from generate_series(
      date_trunc(step, first::timestamp), last::timestamp, ('1 ' || step)::interval
    ) s (at)
    cross join lateral (
      select coalesce(sum(each.times), 0)::integer as check_ins, count(*)::integer as trained
      from (
        select count(*) as times from public.check_ins k
        where k.gym_id = gym and k.status = 'present'
          and k.class_date between greatest(first, s.at::date)
            and least(last, (s.at + ('1 ' || step)::interval)::date - 1)
        group by k.user_id
      ) each
    ) came
    order by s.at;
end
$$;
revoke execute on function private.training_by(uuid, text, date, date) from public;
