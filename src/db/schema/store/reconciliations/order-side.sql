-- What one side says of an order, for people to compare.
create or replace function private.order_side(
  total_price numeric, refunded numeric, currency text, status public.financial_status,
  cancelled boolean, deleted boolean, updated_at timestamptz
) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'total_price', total_price::numeric(19, 4)::text, 'refunded', refunded::numeric(19, 4)::text,
    'currency', currency, 'financial_status', status, 'cancelled', cancelled, 'deleted', deleted,
    'shopify_updated_at', to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  )
$$;

revoke execute on function private.order_side(
  numeric, numeric, text, public.financial_status, boolean, boolean, timestamptz
) from public;
