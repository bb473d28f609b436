-- With what its author deleted go its earlier texts.
create or replace function private.drop_edits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.post_edits e where new.id in (e.post_id, e.comment_id);
  return null;
end
$$;

revoke execute on function private.drop_edits() from public;
