-- With a post that its author deleted or staff removed goes what was said under it.
create or replace function private.hide_comments() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.comments c set hidden_at = now() where c.post_id = new.id;
  return null;
end
$$;

revoke execute on function private.hide_comments() from public;
