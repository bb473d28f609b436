-- Makes somebody the guardian of a child; who is one already stays what they are.
create or replace function private.begin_guardianship(
  guardian uuid, dependent uuid, relation text, maker uuid
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.guardianships (guardian_id, dependent_id, relation, created_by)
  values (guardian, dependent, begin_guardianship.relation, maker)
  on conflict (guardian_id, dependent_id) where ended_at is null do nothing;
  if found then
    perform private.audit(
      null, dependent, 'guardianship_began',
      jsonb_build_object('relation', begin_guardianship.relation)
    );
  end if;
end
$$;
revoke execute on function private.begin_guardianship(uuid, uuid, text, uuid) from public;
