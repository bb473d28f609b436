-- Makes the record of a child, with the caller as its guardian, who agrees to its being kept.
create or replace function private.add_child(profile jsonb, relation text, text_version text)
returns setof public.users
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  child public.users := jsonb_populate_record(null::public.users, profile);
begin
  if caller is null then
    raise exception 'no user' using errcode = 'insufficient_privilege';
  end if;
  perform private.assert_guardian(caller, child.birth_date);
  insert into public.users as u (first_name, last_name, birth_date, gender, phone, source)
  values (child.first_name, child.last_name, child.birth_date, child.gender, child.phone, 'guardian')
  returning u.* into child;
  perform private.begin_guardianship(caller, child.id, add_child.relation, caller);
  perform private.note_consent(child.id, 'child_data', add_child.text_version);
  return next child;
end
$$;
revoke execute on function private.add_child(jsonb, text, text) from public;
grant execute on function private.add_child(jsonb, text, text) to authenticated;
