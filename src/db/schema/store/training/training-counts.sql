-- How many of each segment train how, and what they have spent: for managers of the shop's gym. The
-- caller's role is asked once, and the filter written out.
create or replace function private.training_counts(shop uuid, absent_days integer)
returns table (segment text, training text, people integer, total_spent numeric)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query
    select t.segment::text, t.training, count(*)::integer, sum(t.total_spent)
    from private.training_of(shop, absent_days, now()) t
    group by t.segment, t.training
    order by t.segment, t.training;
end
$$;
revoke execute on function private.training_counts(uuid, integer) from public;
grant execute on function private.training_counts(uuid, integer) to authenticated;
