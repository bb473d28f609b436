set local check_function_bodies = off;
--> statement-breakpoint
-- No gym alone gives a record away that is active in another: each of its gyms must have invited the
-- same address to the same, and not taken it back, nor lost the manager who did.
create or replace function private.assert_invited_by_all(invitation public.invitations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.memberships m
    where m.user_id = invitation.user_id and m.left_at is null and m.denied_at is null
      and not exists (
        select from public.invitations i
        where i.gym_id = m.gym_id and i.user_id = m.user_id
          and lower(i.email collate "C") = lower(invitation.email collate "C")
          and (i.relation is null) = (invitation.relation is null)
          and i.revoked_at is null and i.expires_at > now() and exists (
            select from public.memberships inviter
            where inviter.gym_id = i.gym_id and inviter.user_id = i.created_by
              and inviter.role = 'MANAGER' and inviter.in_effect
          )
      )
  ) then
    raise exception 'the record is active in another gym, which has not invited this address'
      using errcode = 'check_violation', constraint = 'record_active_elsewhere';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.assert_invited_by_all(public.invitations) from public;
--> statement-breakpoint
-- The invitation behind a link, held for the caller, whom it must have been sent to. The persons are
-- held before it, the caller, whoever the record is about and who invited, in the order of their
-- ids: two claims at once wait for one another, and the second sees what came of the first. Addresses
-- are the same but for the case of ASCII letters: beyond them `lower` makes one of two.
create or replace function private.open_invitation(hash text) returns public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
  fault text;
  invitation public.invitations;
begin
  perform from public.users u
  where u.deleted_at is null and u.id in (
    select caller
    union all
    select unnest(array[i.user_id, i.created_by]) from public.invitations i where i.token_hash = hash
  )
  order by u.id for update;
  if not exists (select from public.users u where u.id = caller and u.deleted_at is null) then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  select i.* into invitation from public.invitations i where i.token_hash = hash for update;
  fault := case
    when invitation.id is null then 'not_found'
    when not exists (
      select from public.users u
      where u.id = caller and u.email_verified_at is not null
        and lower(u.email collate "C") = lower(invitation.email collate "C")
    ) then 'not_yours'
    when invitation.accepted_at is not null then 'accepted'
    when invitation.revoked_at is not null or not exists (
      select from public.memberships m
      where m.gym_id = invitation.gym_id and m.user_id = invitation.created_by
        and m.role = 'MANAGER' and m.in_effect
    ) then 'revoked'
    when invitation.expires_at <= now() then 'expired'
  end;
  if fault is not null then
    raise exception 'the invitation is %', fault
      using errcode = 'check_violation', constraint = 'invitation_' || fault;
  end if;
  return invitation;
end
$$;
--> statement-breakpoint
revoke execute on function private.open_invitation(text) from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.ensure_user() from public;
--> statement-breakpoint
grant execute on function private.ensure_user() to authenticated;
