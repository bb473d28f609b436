-- Keeps the count of the comments that can be read. Its row is the last that a transaction locks here.
create or replace function private.count_comment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was constant boolean := tg_op <> 'INSERT' and num_nonnulls(old.deleted_at, old.removed_at) = 0;
  now_is constant boolean := tg_op <> 'DELETE' and num_nonnulls(new.deleted_at, new.removed_at) = 0;
begin
  if now_is and not was then
    insert into public.post_stats as s (post_id, gym_id, comments)
    values (new.post_id, new.gym_id, 1)
    on conflict (post_id) do update set comments = s.comments + 1;
  elsif was and not now_is then
    update public.post_stats s set comments = s.comments - 1 where s.post_id = old.post_id;
  end if;
  return null;
end
$$;

revoke execute on function private.count_comment() from public;
