-- Whose a customer at Stripe is, held with them until the transaction is over: news of one customer is
-- written one after the other, and a person is not erased meanwhile. Who is claimed for a customer of
-- nobody is that person from then on, and so is what was kept of the customer until it was known whose
-- it is. Where that person was erased, `erased` says so, and Stripe is told to forget the customer: they
-- would go on paying.
create or replace function private.hold_stripe_customer(
  customer text,
  claimed uuid,
  out person uuid,
  out erased boolean
)
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('stripe ' || customer, 0));
  select c.user_id into person from private.stripe_customers c where c.customer_id = customer;
  person := coalesce(person, claimed);
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  if not found then
    erased := exists (select from public.users u where u.id = person);
    person := null;
    if erased then
      perform private.enqueue_job(
        'forget_stripe_customer', jsonb_build_object('customer_id', customer), customer
      );
    end if;
    return;
  end if;
  erased := false;
  insert into private.stripe_customers as c (customer_id, user_id) values (customer, person)
  on conflict (customer_id) do update set user_id = excluded.user_id where c.user_id is null;
  if found then
    update private.stripe_subscriptions s set user_id = person
    where s.customer_id = customer and s.user_id is null;
    if found then perform private.follow_stripe_plan(person); end if;
  end if;
end
$$;
revoke execute on function private.hold_stripe_customer(text, uuid) from public;
grant execute on function private.hold_stripe_customer(text, uuid) to service_role;
