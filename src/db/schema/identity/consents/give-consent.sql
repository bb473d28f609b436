-- A guardian agrees to a text for a child of theirs.
create or replace function private.give_consent(person uuid, kind text, text_version text)
returns setof public.consents
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  noted uuid;
begin
  if person = caller or not person = any (private.person_ids()) then
    return;
  end if;
  noted := private.note_consent(person, give_consent.kind, give_consent.text_version);
  return query select c.* from public.consents c where c.id = noted;
end
$$;
revoke execute on function private.give_consent(uuid, text, text) from public;
grant execute on function private.give_consent(uuid, text, text) to authenticated;
