-- Takes down what a member published or scheduled, by staff of the gym, with a reason that the author
-- and the trail see; what was reported about it is decided. Done twice it answers as it was. No row for
-- a post that the caller does not see as staff.
create or replace function private.remove_post(post uuid, reason text) returns setof public.posts
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  done public.posts;
begin
  -- The trail names the author, and an erasure of theirs takes them before their posts.
  perform from public.users u
  where u.id = (select p.author_id from public.posts p where p.id = post) for key share;
  select p.* into done from public.posts p
  where p.id = post and p.gym_id = any (staffed)
    and p.published_at is not null and p.deleted_at is null
  for no key update;
  if done.removed_at is null and done.id is not null then
    update public.posts p
    set removed_at = now(), removed_by = caller, removed_reason = reason
    where p.id = post returning p.* into done;
    perform private.audit(
      done.gym_id, done.author_id, 'post_removed',
      jsonb_build_object('post_id', post, 'reason', reason)
    );
    update public.post_reports r
    set state = 'upheld', decided_by = caller, decided_at = now()
    where r.post_id = post and r.comment_id is null and r.state = 'open';
  end if;
  if done.id is not null then
    return next done;
  end if;
end
$$;

revoke execute on function private.remove_post(uuid, text) from public;
grant execute on function private.remove_post(uuid, text) to authenticated;
