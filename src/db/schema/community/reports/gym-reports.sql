-- What was reported in a gym, newest first, for its staff: the words, whose they are and why, and never
-- by whom. Of what they wrote themselves, or a child of theirs did, they learn nothing here. Words that
-- their author deleted are gone.
create or replace function private.gym_reports(
  gym uuid, wanted text, after_at timestamptz, after_id uuid, page_size integer
)
returns table (
  id uuid, post_id uuid, comment_id uuid, author_id uuid, first_name text, last_name text,
  image_url text, is_member boolean, title text, body text, reason text, state text, created_at timestamptz,
  decided_at timestamptz
)
language plpgsql stable security definer set search_path = ''
  set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  own constant uuid[] := private.person_ids();
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    with page as materialized (
      select r.*, coalesce(c.author_id, p.author_id) as writer,
        case when r.comment_id is null and p.deleted_at is null then p.title end as headline,
        case
          when r.comment_id is null and p.deleted_at is null then p.body
          when c.deleted_at is null then c.body
        end as words
      from public.post_reports r
      join public.posts p on p.id = r.post_id
      left join public.comments c on c.id = r.comment_id
      where r.gym_id = gym and r.state = wanted
        and coalesce(c.author_id, p.author_id) <> all (own)
        and (after_id is null or (r.created_at, r.id) < (after_at, after_id))
      order by r.created_at desc, r.id desc
      limit least(page_size, 101)
    )
    select page.id, page.post_id, page.comment_id, page.writer, n.first_name, n.last_name,
      n.image_url, n.user_id is not null, page.headline, page.words, page.reason, page.state, page.created_at,
      page.decided_at
    from page
    left join private.member_names(gym, array(select writer from page)) n on n.user_id = page.writer
    order by page.created_at desc, page.id desc;
end
$$;

revoke execute on function private.gym_reports(uuid, text, timestamptz, uuid, integer) from public;
grant execute on function private.gym_reports(uuid, text, timestamptz, uuid, integer)
  to authenticated;
