-- Takes a comment down, as `private.remove_post` does a post.
create or replace function private.remove_comment(comment uuid, reason text)
returns setof public.comments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  done public.comments;
begin
  -- The trail names the author, and an erasure of theirs takes them before their comments.
  perform from public.users u
  where u.id = (select c.author_id from public.comments c where c.id = comment) for key share;
  select c.* into done from public.comments c
  where c.id = comment and c.gym_id = any (staffed)
    and c.deleted_at is null and c.hidden_at is null
  for no key update;
  if done.removed_at is null and done.id is not null then
    update public.comments c
    set removed_at = now(), removed_by = caller, removed_reason = reason
    where c.id = comment returning c.* into done;
    perform private.audit(
      done.gym_id, done.author_id, 'comment_removed',
      jsonb_build_object('comment_id', comment, 'reason', reason)
    );
    update public.post_reports r
    set state = 'upheld', decided_by = caller, decided_at = now()
    where r.comment_id = comment and r.state = 'open';
  end if;
  if done.id is not null then
    return next done;
  end if;
end
$$;

revoke execute on function private.remove_comment(uuid, text) from public;
grant execute on function private.remove_comment(uuid, text) to authenticated;
