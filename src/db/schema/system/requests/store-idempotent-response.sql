create or replace function private.store_idempotent_response(
  claimed_key text, new_status integer, new_headers jsonb, new_body json
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant text := private.caller_claims() ->> 'sub';
begin
  update private.idempotency_keys k
  set status = new_status, headers = new_headers, body = new_body
  where k.subject = caller and k.key = claimed_key and k.status is null;
end
$$;

revoke execute on function private.store_idempotent_response(text, integer, jsonb, json) from public;
grant execute on function private.store_idempotent_response(text, integer, jsonb, json) to authenticated;
