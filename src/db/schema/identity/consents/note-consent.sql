-- Writes down that the caller agreed to a text for somebody; agreed to already, it is the same
-- consent still, which is answered.
create or replace function private.note_consent(person uuid, kind text, text_version text)
returns uuid
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  noted uuid;
  fresh boolean;
begin
  insert into public.consents (user_id, given_by, kind, text_version)
  values (person, private.current_user_id(), note_consent.kind, note_consent.text_version)
  on conflict (user_id, given_by, kind, text_version) where withdrawn_at is null
    do update set kind = excluded.kind
  returning id, xmax = 0 into noted, fresh;
  if fresh then
    perform private.audit(
      null, person, 'consent_given',
      jsonb_build_object('kind', note_consent.kind, 'text_version', note_consent.text_version)
    );
  end if;
  return noted;
end
$$;
revoke execute on function private.note_consent(uuid, text, text) from public;
