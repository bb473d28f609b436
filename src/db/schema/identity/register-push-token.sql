-- A device belongs to whoever signed in on it last. Row security hides the row of the person before,
-- so an upsert as the caller could not move it.
create or replace function private.register_push_token(token text, platform text)
returns setof public.push_tokens
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
begin
  if caller is null then
    raise exception 'no user' using errcode = 'insufficient_privilege';
  end if;
  return query
    insert into public.push_tokens as t (user_id, token, platform)
    values (caller, register_push_token.token, register_push_token.platform)
    on conflict (token) do update
    set user_id = excluded.user_id, platform = excluded.platform, last_seen_at = now()
    returning t.*;
end
$$;

revoke execute on function private.register_push_token(text, text) from public;
grant execute on function private.register_push_token(text, text) to authenticated;
