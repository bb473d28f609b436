-- Sync on first call: one statement that makes sure the bearer of a token has a row with what the token says
-- of them. An identical row is only read, so an unchanged profile writes nothing: no row version, no
-- transaction id, no WAL. Simultaneous first calls make one row. A token older than the row's last news tells
-- old news, and one from before a deletion is not admitted (no row is returned). Tokens have a clock of their
-- own and note which fields they said: a webhook's news of the others is never stale because of a token.
-- That an email is verified is not read from a Supabase token, whose user_metadata its bearer may write, but
-- from Supabase Auth's own table, where there is one. What the token says is in the claims, put there by the edge under `tatame_identity`
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
  said constant text[] := array_remove(array[
    case when token_email is not null then 'email' end,
    case when token_first_name is not null then 'first_name' end,
    case when token_last_name is not null then 'last_name' end,
    case when token_image_url is not null then 'image_url' end
  ], null);
  verified_at timestamptz := case
    when token_provider = 'clerk' and identity ->> 'email_verified' = 'true' then issued_at
  end;
begin
  if identity is null then
    raise exception 'no identity in the claims, or no key that signed them'
      using errcode = 'invalid_authorization_specification';
  end if;
  if token_provider = 'supabase' and to_regclass('auth.users') is not null
    and pg_input_is_valid(token_subject, 'uuid') then
    verified_at := (
      select a.email_confirmed_at from auth.users a
      where a.id = token_subject::uuid and lower(a.email collate "C") = lower(token_email collate "C")
    );
  end if;
  -- While nobody writes, who is known comes in as they stand: only to try to write is refused.
  if (select w.read_only from private.write_switch w) then
    return query select u, 'unchanged' from public.users u
      where u.subject = token_subject and u.deleted_at is null;
    if found then return; end if;
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
        greatest(u.identity_updated_at, u.token_issued_at) > issued_at
        or (u.email, u.first_name, u.last_name, u.image_url) is not distinct from (
          coalesce(token_email, u.email), coalesce(token_first_name, u.first_name),
          coalesce(token_last_name, u.last_name), coalesce(token_image_url, u.image_url)
        ) and (u.email_verified_at is not null or verified_at is null)
      )
    ),
    written as (
      insert into public.users as u (subject, provider, email, email_verified_at, first_name,
        last_name, image_url, source, last_synced_at, token_issued_at, token_fields)
      select token_subject, token_provider, token_email, verified_at, token_first_name,
        token_last_name, token_image_url, 'token', now(), issued_at, said
      from admitted where not exists (select from unchanged)
      on conflict (subject) where deleted_at is null do update
      set email = coalesce(excluded.email, u.email),
          email_verified_at = case
            when lower(coalesce(excluded.email, u.email) collate "C") = lower(u.email collate "C")
              then coalesce(u.email_verified_at, excluded.email_verified_at)
            else excluded.email_verified_at
          end,
          first_name = coalesce(excluded.first_name, u.first_name),
          last_name = coalesce(excluded.last_name, u.last_name),
          image_url = coalesce(excluded.image_url, u.image_url),
          last_synced_at = excluded.last_synced_at,
          token_issued_at = excluded.token_issued_at,
          token_fields = excluded.token_fields
      returning u as user_row, xmax = 0 as inserted
    )
    select unchanged.user_row, 'unchanged' from unchanged
    union all
    select written.user_row, case when inserted then 'inserted' else 'updated' end from written;
end
$$;

revoke execute on function private.ensure_user() from public;
grant execute on function private.ensure_user() to authenticated;
