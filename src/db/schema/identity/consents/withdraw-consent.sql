-- Takes back what the caller agreed to. What is kept until then stays until it is erased.
create or replace function private.withdraw_consent(consent uuid) returns setof public.consents
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  withdrawn public.consents;
begin
  update public.consents c set withdrawn_at = now()
  where c.id = consent and c.given_by = caller and c.withdrawn_at is null
  returning c.* into withdrawn;
  if found then
    perform private.audit(
      null, withdrawn.user_id, 'consent_withdrawn',
      jsonb_build_object('kind', withdrawn.kind, 'text_version', withdrawn.text_version)
    );
    return next withdrawn;
  end if;
end
$$;
revoke execute on function private.withdraw_consent(uuid) from public;
grant execute on function private.withdraw_consent(uuid) to authenticated;
