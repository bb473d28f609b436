-- Has a shop scored as of today: for managers of its gym. False where that is on its way already, and
-- null for who may not ask for it.
create or replace function private.request_scoring(shop uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return null;
  end if;
  return (
    select j.enqueued from private.enqueue_job(
      'score_shop', jsonb_build_object('shop_id', shop), shop::text
    ) j
  );
end
$$;
revoke execute on function private.request_scoring(uuid) from public;
grant execute on function private.request_scoring(uuid) to authenticated;
