-- A customer asked a shop for what is held of them: a job gathers it. Shopify names them by id, and by
-- address where it has no id any more.
create or replace function private.request_customer_data(
  asked_shop uuid, request_id bigint, customer bigint, address text
) returns table (written integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  asked uuid;
begin
  insert into public.privacy_requests (shop_id, kind, shopify_id, customer_shopify_id)
  values (
    asked_shop, 'data_request', request_id,
    coalesce(customer, private.customer_of_address(asked_shop, address))
  )
  returning id into asked;
  perform private.enqueue_job('answer_data_request', jsonb_build_object('request_id', asked));
  written := 1;
  return next;
end
$$;
revoke execute on function private.request_customer_data(uuid, bigint, bigint, text) from public;
grant execute on function private.request_customer_data(uuid, bigint, bigint, text)
  to service_role;
