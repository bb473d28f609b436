-- A post is published once: the time it has then is its place in the feed, which pages go by. Somebody
-- who asks for a time that has come publishes now; only the system brings a past along. A new post has
-- nothing to differ from.
create or replace function private.guard_publication() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.published_at is distinct from old.published_at then
    if old.published_at <= now() then
      raise exception 'the post is published'
        using errcode = 'check_violation', constraint = 'posts_published_once';
    end if;
    if current_user = 'authenticated' and new.published_at < now() then
      -- Not rounded, or it would be published in the next millisecond.
      new.published_at := date_trunc('milliseconds', now());
    end if;
  end if;
  return new;
end
$$;

revoke execute on function private.guard_publication() from public;
