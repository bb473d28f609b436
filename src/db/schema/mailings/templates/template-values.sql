-- The values that templates may name, of some customers of a shop, with the language of each. What is
-- declared in `src/mailings/templates/values.ts`; what comes with a trigger, its entry's details tell. A
-- child's belt is told to nobody here.
create or replace function private.template_values(shop uuid, customers uuid[])
returns table (customer_id uuid, locale text, "values" jsonb)
language sql stable set search_path = '' as $$
  select c.id, c.locale, jsonb_build_object(
    'first_name', c.first_name, 'last_name', c.last_name,
    'shop_domain', h.domain, 'shop_url', 'https://' || h.domain, 'gym_name', g.name,
    'orders_count', coalesce(t.orders_count, 0),
    'total_spent', coalesce(t.total_spent, 0)::numeric(19, 4)::text, 'currency', h.currency,
    'last_order_on', (t.last_order_at at time zone h.timezone)::date,
    'segment', t.segment,
    'belt', (
      select r.belt from public.graduations r
      where r.user_id = u.id and r.gym_id = h.gym_id and r.voids is null
        and not exists (select from public.graduations v where v.voids = r.id)
      order by r.awarded_on desc, r.created_at desc, r.id desc limit 1
    )
  )
  from public.customers c
  join public.shops h on h.id = c.shop_id
  join public.gyms g on g.id = h.gym_id
  left join public.customer_stats t on t.customer_id = c.id and t.shop_id = c.shop_id
  left join public.users u on u.id = c.user_id
    and coalesce(u.birth_date <= private.adults_born_by(), true)
  where c.shop_id = shop and c.id = any (template_values.customers)
$$;
revoke execute on function private.template_values(uuid, uuid[]) from public;
grant execute on function private.template_values(uuid, uuid[]) to service_role;
