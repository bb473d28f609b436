-- Puts a fresh account into a record, which keeps its id and its history and is signed in to from then
-- on. An account to which any row of any table belongs was used, and is not merged: what the database
-- refers to decides, so that a table added later counts too. Its devices come
-- along, and what it chose to be told.
create or replace function private.merge_account(fresh uuid, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account public.users;
begin
  select u.* into account from public.users u where u.id = fresh;
  begin
    update public.push_tokens set user_id = record where user_id = fresh;
    delete from public.notification_preferences p
    using public.notification_preferences chosen
    where p.user_id = record and chosen.user_id = fresh
      and p.kind = chosen.kind and p.channel = chosen.channel;
    update public.notification_preferences set user_id = record where user_id = fresh;
    delete from public.user_profiles p
    where p.user_id = fresh and p.plan = 'free' and p.subscription_status = 'none'
      and p.usage_count = 0 and num_nonnulls(p.stripe_customer_id, p.stripe_subscription_id) = 0;
    delete from public.users u where u.id = fresh;
  exception when foreign_key_violation then
    raise exception 'the account was used'
      using errcode = 'check_violation', constraint = 'account_in_use';
  end;
  update public.users u
  set subject = account.subject, provider = account.provider, email = account.email,
    email_verified_at = account.email_verified_at,
    first_name = coalesce(account.first_name, u.first_name),
    last_name = coalesce(account.last_name, u.last_name),
    image_url = coalesce(account.image_url, u.image_url),
    birth_date = coalesce(u.birth_date, account.birth_date),
    gender = coalesce(u.gender, account.gender),
    phone = coalesce(u.phone, account.phone),
    instagram = coalesce(u.instagram, account.instagram),
    timezone = coalesce(u.timezone, account.timezone),
    last_synced_at = account.last_synced_at, identity_updated_at = account.identity_updated_at,
    token_issued_at = account.token_issued_at, token_fields = account.token_fields
  where u.id = record;
end
$$;
revoke execute on function private.merge_account(uuid, uuid) from public;
