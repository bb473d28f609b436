-- Reports a post, or a comment under it, that the caller reads, for themselves or a child. One report of
-- each for a person: sent again, the first is answered. No row where the caller sees no such thing.
create or replace function private.report_words(post uuid, comment uuid, reason text)
returns setof public.post_reports
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.posts;
begin
  held := private.hold_open_post(
    coalesce(post, (select c.post_id from public.comments c where c.id = comment))
  );
  if held.id is null then
    return;
  end if;
  if comment is not null then
    perform from public.comments c
    where c.id = comment and c.post_id = held.id and c.removed_at is null and c.deleted_at is null
    for share;
    if not found then
      return;
    end if;
  end if;
  insert into public.post_reports (gym_id, post_id, comment_id, reporter_id, reason)
  values (held.gym_id, held.id, comment, caller, reason)
  on conflict (reporter_id, post_id, comment_id) do nothing;
  return query
    select r.* from public.post_reports r
    where r.reporter_id = caller and r.post_id = held.id
      and r.comment_id is not distinct from comment;
end
$$;

revoke execute on function private.report_words(uuid, uuid, text) from public;
grant execute on function private.report_words(uuid, uuid, text) to authenticated;
