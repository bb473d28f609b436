-- Gives a reaction of the caller to a post, or takes it back; again changes nothing. Answers what there
-- is then, and no row where the caller sees no such post in the feed.
create or replace function private.react(post uuid, wanted text, given boolean)
returns table (comments integer, reactions jsonb, my_reactions jsonb)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held constant public.posts := private.hold_open_post(post);
begin
  if held.id is null then
    return;
  end if;
  perform private.assert_member(held.gym_id);
  if given then
    insert into public.post_reactions (gym_id, post_id, user_id, kind)
    values (held.gym_id, held.id, caller, wanted)
    on conflict (user_id, post_id, kind) do nothing;
  else
    delete from public.post_reactions r
    where r.post_id = held.id and r.user_id = caller and r.kind = wanted;
  end if;
  return query
    select coalesce(s.comments, 0), coalesce(s.reactions, '{}'), coalesce(
      (
        select jsonb_agg(r.kind order by r.kind) from public.post_reactions r
        where r.post_id = held.id and r.user_id = caller
      ),
      '[]'
    )
    from (select) one left join public.post_stats s on s.post_id = held.id;
end
$$;

revoke execute on function private.react(uuid, text, boolean) from public;
grant execute on function private.react(uuid, text, boolean) to authenticated;
