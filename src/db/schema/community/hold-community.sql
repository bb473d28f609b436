-- Holds what an erasure changes of the posts of gyms, ahead of all it does and in the order of everyone
-- who writes there: posts, what is said under them, reactions, counts, reports, each by their ids.
create or replace function private.hold_community(erased uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  own constant uuid[] := array(
    select p.id from public.posts p where p.author_id = erased order by p.id for update
  );
  said uuid[];
begin
  perform from public.posts p where p.removed_by = erased order by p.id for no key update;
  said := array(
    select c.id from public.comments c
    where erased in (c.author_id, c.removed_by) or c.post_id = any (own)
    order by c.id for update
  );
  perform from public.post_reactions r
  where r.user_id = erased or r.post_id = any (own) order by r.id for update;
  perform from public.post_stats s
  where s.post_id = any (own)
    or s.post_id in (select c.post_id from public.comments c where c.id = any (said))
    or s.post_id in (select r.post_id from public.post_reactions r where r.user_id = erased)
  order by s.post_id for update;
  perform from public.post_reports r
  where erased in (r.reporter_id, r.decided_by)
    or r.post_id = any (own) or r.comment_id = any (said)
  order by r.id for update;
end
$$;

revoke execute on function private.hold_community(uuid) from public;
