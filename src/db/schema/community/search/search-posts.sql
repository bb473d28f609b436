-- Finds posts in the feed of a gym that the caller sees from inside, best first: every post is asked in
-- its own language for any of the words; more of them, and in the title, make it better. Row security
-- would keep the index from being used (`@@` is not leakproof), so this filters for itself. Of more than
-- five thousand posts that match, the newest five thousand are compared.
create or replace function private.search_posts(
  gym uuid, question text, after_score real, after_id uuid, page_size integer
)
returns table (id uuid, score real)
language plpgsql stable security definer set search_path = ''
  set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  portuguese constant tsquery := private.post_query('pt', question);
  english constant tsquery := private.post_query('en', question);
  plain constant tsquery := private.post_query('simple', question);
begin
  if not gym = any (private.person_gym_ids()) then
    return;
  end if;
  return query
    with matching as materialized (
      select p.id, p.published_at, p.search_vector,
        case p.language when 'pt' then portuguese when 'en' then english else plain end as asked
      from public.posts p
      where p.audience && array[gym]
        -- No grammar keeps a word that the plain one does not; without any, nothing matches.
        and p.search_vector @@ (coalesce(portuguese, plain) || coalesce(english, plain) || plain)
        and p.published_at <= now() and p.removed_at is null and p.deleted_at is null
    ), newest as (
      select m.id, ts_rank('{0.1, 0.2, 0.4, 1}', m.search_vector, m.asked) as score
      from matching m where m.search_vector @@ m.asked
      order by m.published_at desc, m.id desc
      limit 5000
    )
    select n.id, n.score from newest n
    where after_id is null or (n.score, n.id) < (after_score, after_id)
    order by n.score desc, n.id desc
    limit least(page_size, 101);
end
$$;

revoke execute on function private.search_posts(uuid, text, real, uuid, integer) from public;
grant execute on function private.search_posts(uuid, text, real, uuid, integer) to authenticated;
