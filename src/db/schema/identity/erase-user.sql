-- Removes a person, all or nothing: first their row becomes a tombstone, whose lock makes a second
-- call wait, then every feature removes its own. No row when there is no such live account.
-- `wanted_at` is the clock of who asks: older news of the person is refused from then on.
create or replace function private.erase_user(erased uuid, wanted_at timestamptz)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
begin
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
    identity_updated_at = greatest(u.identity_updated_at, u.token_issued_at, wanted_at),
    deleted_at = now()
  where u.id = erased and u.deleted_at is null;
  if not found then
    return;
  end if;
  perform private.erase_knowledge(erased);
  -- Ahead of the profile, which an answer that ends meanwhile locks after its request.
  perform private.erase_agent(erased);
  perform private.erase_identity(erased);
  return query
    select wanted_at, coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]')
    from private.erase_academy(erased) g;
end
$$;
revoke execute on function private.erase_user(uuid, timestamptz) from public;
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
