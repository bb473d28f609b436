-- A guardian agrees to a text for a child of theirs.
create or replace function private.give_consent(person uuid, kind text, text_version text)
returns setof public.consents
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
begin
  if person = caller or not person = any (private.person_ids()) then
    return;
  end if;
  perform private.note_consent(person, give_consent.kind, give_consent.text_version);
  return query
    select c.* from public.consents c
    where c.user_id = person and c.given_by = caller and c.kind = give_consent.kind
      and c.text_version = give_consent.text_version and c.withdrawn_at is null;
end
$$;
revoke execute on function private.give_consent(uuid, text, text) from public;
grant execute on function private.give_consent(uuid, text, text) to authenticated;
