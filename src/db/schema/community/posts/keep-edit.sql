-- Keeps the earlier text of a post or a comment that others could have read.
create or replace function private.keep_edit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.post_edits (gym_id, author_id, post_id, comment_id, title, body)
  values (
    old.gym_id, old.author_id,
    case when tg_table_name = 'posts' then old.id end,
    case when tg_table_name = 'comments' then old.id end,
    to_jsonb(old) ->> 'title', old.body
  );
  return null;
end
$$;

revoke execute on function private.keep_edit() from public;
