-- Removes what a person wrote, with what was said under their posts, their reactions and what they
-- reported, and takes their name from what they decided as staff.
create or replace function private.erase_community(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_community(erased);
  delete from public.post_reports r where r.reporter_id = erased;
  update public.post_reports r set decided_by = null where r.decided_by = erased;
  delete from public.post_reactions r where r.user_id = erased;
  delete from public.comments c where c.author_id = erased;
  delete from public.posts p where p.author_id = erased;
  update public.comments c set removed_by = null where c.removed_by = erased;
  update public.posts p set removed_by = null where p.removed_by = erased;
end
$$;
revoke execute on function private.erase_community(uuid) from public;
