-- A post that the caller reads in the feed, for themselves or a child, and that nobody takes away until
-- the transaction is over; nothing where there is none. What is written under a post begins here, after
-- `private.hold_caller`.
create or replace function private.hold_open_post(post uuid) returns public.posts
language plpgsql volatile set search_path = '' as $$
declare
  held public.posts;
begin
  select p.* into held from public.posts p
  where p.id = post and p.gym_id = any (private.person_gym_ids())
    and p.published_at <= now() and p.removed_at is null and p.deleted_at is null
  for share;
  return held;
end
$$;

revoke execute on function private.hold_open_post(uuid) from public;
