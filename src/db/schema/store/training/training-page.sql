-- A page of whom a shop and its gym know, of one segment and one state of training if they are named
-- (`none` is who has no segment), who spent most first: for managers of the shop's gym.
create or replace function private.training_page(
  shop uuid, absent_days integer, of_segment text, of_training text,
  after_spent numeric, after_name text, after_id uuid, page_size integer
) returns table (
  customer_id uuid, user_id uuid, first_name text, last_name text, segment text, training text,
  total_spent numeric, sort_name text, sort_id uuid
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query
    select known.* from (
      select t.customer_id, t.user_id, t.first_name, t.last_name, t.segment::text, t.training,
        t.total_spent, lower(concat_ws(' ', t.first_name, t.last_name)) as name,
        coalesce(t.customer_id, t.user_id) as id
      from private.training_of(shop, absent_days, now()) t
      where (of_segment is null or coalesce(t.segment::text, 'none') = of_segment)
        and (of_training is null or t.training = of_training)
    ) known
    where after_id is null or known.total_spent < after_spent
      or known.total_spent = after_spent and (known.name, known.id) > (after_name, after_id)
    order by known.total_spent desc, known.name, known.id
    limit least(page_size, 101);
end
$$;
revoke execute on function private.training_page(
  uuid, integer, text, text, numeric, text, uuid, integer
) from public;
grant execute on function private.training_page(
  uuid, integer, text, text, numeric, text, uuid, integer
) to authenticated;
