-- Keeps the count of a post's reactions by kind, as `private.count_comment` does of its comments.
create or replace function private.count_reaction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into public.post_stats as s (post_id, gym_id, reactions)
    values (new.post_id, new.gym_id, jsonb_build_object(new.kind, 1))
    on conflict (post_id) do update set reactions = s.reactions
      || jsonb_build_object(new.kind, coalesce((s.reactions ->> new.kind)::integer, 0) + 1);
  else
    update public.post_stats s set reactions = case when (s.reactions ->> old.kind)::integer > 1
      then s.reactions || jsonb_build_object(old.kind, (s.reactions ->> old.kind)::integer - 1)
      else s.reactions - old.kind end
    where s.post_id = old.post_id;
  end if;
  return null;
end
$$;

revoke execute on function private.count_reaction() from public;
