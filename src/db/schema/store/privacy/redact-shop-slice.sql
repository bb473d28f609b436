-- Deletes some of what is left of a shop that is to be forgotten, and says whether that was all: the
-- shop's own row stays, without anything below it, and the entry that it was done.
create or replace function private.redact_shop_slice(request uuid, at_most integer) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  forgotten uuid;
  deleted integer;
begin
  select r.shop_id into forgotten from public.privacy_requests r
  join public.shops s on s.id = r.shop_id and s.deleted_at is not null
  where r.id = request and r.kind = 'redact_shop' and r.status = 'open';
  if not found then return true; end if;
  delete from public.orders where ctid = any (array(
    select o.ctid from public.orders o where o.shop_id = forgotten limit at_most
  ));
  get diagnostics deleted = row_count;
  if deleted > 0 then return false; end if;
  delete from private.order_refunds where ctid = any (array(
    select f.ctid from private.order_refunds f where f.shop_id = forgotten limit at_most
  ));
  get diagnostics deleted = row_count;
  if deleted > 0 then return false; end if;
  -- Their sums, scores and segments go with them.
  delete from public.customers where ctid = any (array(
    select c.ctid from public.customers c where c.shop_id = forgotten limit at_most
  ));
  get diagnostics deleted = row_count;
  if deleted > 0 then return false; end if;
  -- What was postponed goes with them.
  delete from private.shopify_deliveries where ctid = any (array(
    select d.ctid from private.shopify_deliveries d where d.shop_id = forgotten limit at_most
  ));
  get diagnostics deleted = row_count;
  if deleted > 0 then return false; end if;
  delete from public.privacy_requests r where r.shop_id = forgotten and r.id <> request;
  update public.privacy_requests set status = 'done', done_at = now() where id = request;
  return true;
end
$$;
revoke execute on function private.redact_shop_slice(uuid, integer) from public;
grant execute on function private.redact_shop_slice(uuid, integer) to service_role;
