-- Sync on first call: one statement that makes sure the bearer of a token has a row with what the token says
-- of them. An identical row is only read, so an unchanged profile writes nothing: no row version, no
-- transaction id, no WAL. Simultaneous first calls make one row. Order is the provider's own clock: a token
-- older than the row's last identity change tells old news, and one from before a deletion is not admitted
-- (no row is returned). What the token says is in the claims, put there by the edge under `tatame_identity`
-- and signed; an argument could be made up. A function, because planning this statement anew costs more than
-- running it.
create or replace function private.ensure_user() returns table (user_row public.users, outcome text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims constant jsonb := private.caller_claims();
  identity constant jsonb := claims -> 'tatame_identity';
  token_subject constant text := claims ->> 'sub';
  token_provider constant text := identity ->> 'provider';
  token_email constant text := identity ->> 'email';
  token_first_name constant text := identity ->> 'first_name';
  token_last_name constant text := identity ->> 'last_name';
  token_image_url constant text := identity ->> 'image_url';
  issued_at constant timestamptz := identity ->> 'issued_at';
begin
  if identity is null then
    raise exception 'no identity in the claims, or no key that signed them'
      using errcode = 'invalid_authorization_specification';
  end if;
  return query
    with admitted as (
      select where not exists (
        select from public.users u
        where u.subject = token_subject and u.deleted_at is not null
          and u.identity_updated_at >= issued_at
      )
    ),
    unchanged as (
      select u as user_row from public.users u, admitted
      where u.subject = token_subject and u.deleted_at is null and (
        u.identity_updated_at > issued_at
        or (u.email, u.first_name, u.last_name, u.image_url) is not distinct from (
          coalesce(token_email, u.email), coalesce(token_first_name, u.first_name),
          coalesce(token_last_name, u.last_name), coalesce(token_image_url, u.image_url)
        )
      )
    ),
    written as (
      insert into public.users as u (subject, provider, email, first_name, last_name, image_url,
        source, last_synced_at, identity_updated_at)
      select token_subject, token_provider, token_email, token_first_name, token_last_name,
        token_image_url, 'token', now(), issued_at
      from admitted where not exists (select from unchanged)
      on conflict (subject) where deleted_at is null do update
      set email = coalesce(excluded.email, u.email),
          first_name = coalesce(excluded.first_name, u.first_name),
          last_name = coalesce(excluded.last_name, u.last_name),
          image_url = coalesce(excluded.image_url, u.image_url),
          last_synced_at = excluded.last_synced_at,
          identity_updated_at = greatest(u.identity_updated_at, excluded.identity_updated_at)
      returning u as user_row, xmax = 0 as inserted
    )
    select unchanged.user_row, 'unchanged' from unchanged
    union all
    select written.user_row, case when inserted then 'inserted' else 'updated' end from written;
end
$$;

revoke execute on function private.ensure_user() from public;
grant execute on function private.ensure_user() to authenticated;
