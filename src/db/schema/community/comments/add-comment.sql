-- Says something under a post, as a member of its gym; a guardian reads along, and says nothing in a
-- child's place. No row where the caller sees no such post in the feed.
create or replace function private.add_comment(post uuid, body text) returns setof public.comments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held constant public.posts := private.hold_open_post(post);
begin
  if held.id is null then
    return;
  end if;
  perform private.assert_member(held.gym_id);
  return query
    insert into public.comments (gym_id, post_id, author_id, body)
    values (held.gym_id, held.id, caller, body)
    returning *;
end
$$;

revoke execute on function private.add_comment(uuid, text) from public;
grant execute on function private.add_comment(uuid, text) to authenticated;
