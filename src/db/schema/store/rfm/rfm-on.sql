-- What a scoring of a shop as of a day comes to, without keeping it: for managers of its gym. The
-- segments of the triples of scores are the caller's to say, since the answer is theirs alone.
create or replace function private.rfm_on(
  shop uuid, as_of date, segment_order text, segments public.customer_segment[]
) returns setof public.rfm_runs
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query select * from private.rfm_run(shop, as_of, segment_order, segments, false);
end
$$;
revoke execute on function private.rfm_on(uuid, date, text, public.customer_segment[]) from public;
grant execute on function private.rfm_on(uuid, date, text, public.customer_segment[])
  to authenticated;
