set local check_function_bodies = off;
--> statement-breakpoint
-- Refuses whoever is no approved member of a gym themselves.
create or replace function private.assert_member(gym uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')) then
    raise exception 'members write here'
      using errcode = 'insufficient_privilege', constraint = 'community_members_only';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.assert_member(uuid) from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.count_comment() from public;
--> statement-breakpoint
-- With a post that its author deleted or staff removed goes what was said under it.
create or replace function private.hide_comments() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.comments c set hidden_at = now() where c.post_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.hide_comments() from public;
--> statement-breakpoint
-- Removes what a person wrote, with what was said under their posts, their reactions and what they
-- reported, and takes their name from what they decided as staff.
create or replace function private.erase_community(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_community(erased);
  delete from public.post_reports r where r.reporter_id = erased;
  update public.post_reports r set decided_by = null where r.decided_by = erased;
  delete from public.post_reactions r where r.user_id = erased;
  delete from public.comments c where c.author_id = erased;
  delete from public.posts p where p.author_id = erased;
  update public.comments c set removed_by = null where c.removed_by = erased;
  update public.posts p set removed_by = null where p.removed_by = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_community(uuid) from public;
--> statement-breakpoint
-- Holds what an erasure changes of the posts of gyms, ahead of all it does and in the order of everyone
-- who writes there: posts, what is said under them, reactions, counts, reports, each by their ids.
create or replace function private.hold_community(erased uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  own constant uuid[] := array(
    select p.id from public.posts p where p.author_id = erased order by p.id for update
  );
  said uuid[];
begin
  perform from public.posts p where p.removed_by = erased order by p.id for no key update;
  said := array(
    select c.id from public.comments c
    where erased in (c.author_id, c.removed_by) or c.post_id = any (own)
    order by c.id for update
  );
  perform from public.post_reactions r
  where r.user_id = erased or r.post_id = any (own) order by r.id for update;
  perform from public.post_stats s
  where s.post_id = any (own)
    or s.post_id in (select c.post_id from public.comments c where c.id = any (said))
    or s.post_id in (select r.post_id from public.post_reactions r where r.user_id = erased)
  order by s.post_id for update;
  perform from public.post_reports r
  where erased in (r.reporter_id, r.decided_by)
    or r.post_id = any (own) or r.comment_id = any (said)
  order by r.id for update;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_community(uuid) from public;
--> statement-breakpoint
-- The names of who belongs to a gym, of those asked about, for whoever sees it from inside: its members,
-- and for a feed their guardians too. Who left has none here.
create or replace function private.member_names(gym uuid, people uuid[])
returns table (user_id uuid, first_name text, last_name text, image_url text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.person_gym_ids()) then
    return;
  end if;
  return query
    select u.id, u.first_name, u.last_name, u.image_url
    from public.memberships m
    join public.users u on u.id = m.user_id
    where m.user_id = any (people) and m.gym_id = gym and m.in_effect and u.deleted_at is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.member_names(uuid, uuid[]) from public;
--> statement-breakpoint
grant execute on function private.member_names(uuid, uuid[]) to authenticated;
--> statement-breakpoint
-- With what its author deleted go its earlier texts.
create or replace function private.drop_edits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.post_edits e where new.id in (e.post_id, e.comment_id);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.drop_edits() from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.guard_publication() from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.keep_edit() from public;
--> statement-breakpoint
-- What its author deleted was deleted now, whatever clock they named.
create or replace function private.note_deletion() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.deleted_at is not null then
    new.deleted_at := coalesce(old.deleted_at, now());
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_deletion() from public;
--> statement-breakpoint
-- Says that words which others could have read are not those that were there first.
create or replace function private.note_edit() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.edited_at := now();
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_edit() from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.count_reaction() from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.react(uuid, text, boolean) from public;
--> statement-breakpoint
grant execute on function private.react(uuid, text, boolean) to authenticated;
--> statement-breakpoint
-- Decides a report, by staff of the gym who neither wrote what is reported nor are guardian of who did:
-- dismissed, or upheld, which takes it down with the reason and decides all that was reported about it.
-- Answers the state it found, and the one it left; no row where there is no such report for the caller.
create or replace function private.decide_report(report uuid, verdict text, reason text)
returns table (was text, state text)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  own constant uuid[] := private.person_ids();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  found_one public.post_reports;
begin
  select r.* into found_one from public.post_reports r
  join public.posts p on p.id = r.post_id
  left join public.comments c on c.id = r.comment_id
  where r.id = report and r.gym_id = any (staffed)
    and coalesce(c.author_id, p.author_id) <> all (own);
  if found_one.id is null then
    return;
  end if;
  was := found_one.state;
  if was = 'open' and verdict = 'upheld' then
    -- What is reported comes before its reports.
    if found_one.comment_id is null then
      perform private.remove_post(found_one.post_id, reason);
    else
      perform private.remove_comment(found_one.comment_id, reason);
    end if;
  end if;
  -- One that is open still: dismissed, or of words that are gone already.
  update public.post_reports r
  set state = verdict, decided_by = caller, decided_at = now()
  where r.id = report and r.state = 'open';
  select r.state into state from public.post_reports r where r.id = report;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.decide_report(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function private.decide_report(uuid, text, text) to authenticated;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.gym_reports(uuid, text, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_reports(uuid, text, timestamptz, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- What is found of a post is computed from its words, whatever was given.
create or replace function private.index_post() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search_vector := setweight(private.post_lexemes(new.language, new.title), 'A')
    || setweight(private.post_lexemes(new.language, new.body), 'D');
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.index_post() from public;
--> statement-breakpoint
-- How words become search terms by the grammar of a language: once as they are written, and once with
-- their accents folded, so that who types `graduacao` finds `graduação`. Punctuation is space, as in
-- `private.search_text`. Portuguese plurals in `-ões` are made singular first, which Postgres' grammar
-- leaves out: `reuniões` is `reunião`.
create or replace function private.post_lexemes(language text, content text) returns tsvector
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  grammar constant regconfig := case language
    when 'pt' then 'pg_catalog.portuguese'::regconfig
    when 'en' then 'pg_catalog.english'::regconfig
    else 'pg_catalog.simple'::regconfig
  end;
  written text := regexp_replace(
    content collate pg_catalog.pg_c_utf8, '[[:cntrl:]]|[[:punct:]]', ' ', 'g'
  );
  folded text := private.search_text(content);
begin
  if language = 'pt' then
    written := regexp_replace(written, 'ões\M', 'ão', 'gi');
    folded := regexp_replace(folded, 'oes\M', 'ao', 'gi');
  end if;
  return to_tsvector(grammar, written) || to_tsvector(grammar, folded);
end
$$;
--> statement-breakpoint
revoke execute on function private.post_lexemes(text, text) from public;
--> statement-breakpoint
-- What is asked, in the terms of a language: any of its words. Null where no word is left of it.
create or replace function private.post_query(language text, question text) returns tsquery
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return (
    select string_agg(quote_literal(word), ' | ')::tsquery
    from unnest(tsvector_to_array(private.post_lexemes(language, question))) word
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.post_query(text, text) from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.search_posts(uuid, text, real, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.search_posts(uuid, text, real, uuid, integer) to authenticated;
--> statement-breakpoint
-- Removes a person, all or nothing. It takes their row for itself first: every write of a row about
-- them holds it (private.hold_person), so what is in flight is waited for, and what comes later
-- waits and is refused. Then every feature removes its own, and their row becomes a tombstone. No
-- row when there is no such live account, which is what a second call finds.
-- `wanted_at` is the clock of who asks: older news of the person is refused from then on.
create or replace function private.erase_user(erased uuid, wanted_at timestamptz)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  gyms jsonb;
begin
  perform from public.users u where u.id = erased and u.deleted_at is null for update;
  if not found then
    return;
  end if;
  perform private.erase_knowledge(erased);
  -- Ahead of the profile, which an answer that ends meanwhile locks after its request.
  perform private.erase_agent(erased);
  perform private.erase_identity(erased);
  perform private.erase_family(erased);
  perform private.erase_store(erased);
  perform private.erase_community(erased);
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
    identity_updated_at = greatest(u.identity_updated_at, u.token_issued_at, wanted_at),
    deleted_at = now()
  where u.id = erased;
  return query select wanted_at, gyms;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_user(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"removed_reason" text,
	"hidden_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "comments_id_post_id_unique" UNIQUE("id","post_id"),
	CONSTRAINT "comments_body_check" CHECK (char_length("comments"."body") between 1 and 2000),
	CONSTRAINT "comments_removed_reason_check" CHECK (char_length("comments"."removed_reason") between 1 and 500),
	CONSTRAINT "comments_removed_check" CHECK (("comments"."removed_at" is null) = ("comments"."removed_reason" is null)),
	CONSTRAINT "comments_edited_at_check" CHECK ("comments"."edited_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_deleted_at_check" CHECK ("comments"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_removed_at_check" CHECK ("comments"."removed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_hidden_at_check" CHECK ("comments"."hidden_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_created_at_check" CHECK ("comments"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_updated_at_check" CHECK ("comments"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "comments" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."notification_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"notification_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"not_before" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp (3) with time zone,
	"ticket" text,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_deliveries_once" UNIQUE("notification_id","user_id","channel","target"),
	CONSTRAINT "notification_deliveries_channel_check" CHECK ("private"."notification_deliveries"."channel" in ('push', 'email')),
	CONSTRAINT "notification_deliveries_state_check" CHECK ("private"."notification_deliveries"."state" in ('pending', 'sending', 'sent', 'delivered', 'dropped', 'failed')),
	CONSTRAINT "notification_deliveries_reason_check" CHECK (char_length("private"."notification_deliveries"."reason") <= 64),
	CONSTRAINT "notification_deliveries_target_check" CHECK (char_length("private"."notification_deliveries"."target") <= 500),
	CONSTRAINT "notification_deliveries_ticket_check" CHECK (char_length("private"."notification_deliveries"."ticket") <= 200),
	CONSTRAINT "notification_deliveries_attempts_check" CHECK ("private"."notification_deliveries"."attempts" >= 0),
	CONSTRAINT "notification_deliveries_reason_given_check" CHECK ("private"."notification_deliveries"."state" not in ('dropped', 'failed') or "private"."notification_deliveries"."reason" is not null),
	CONSTRAINT "notification_deliveries_not_before_check" CHECK ("private"."notification_deliveries"."not_before" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_claimed_until_check" CHECK ("private"."notification_deliveries"."claimed_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_sent_at_check" CHECK ("private"."notification_deliveries"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_created_at_check" CHECK ("private"."notification_deliveries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_updated_at_check" CHECK ("private"."notification_deliveries"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "grading_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"name" text,
	"modality" text NOT NULL,
	"held_on" date NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grading_events_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "grading_events_name_check" CHECK (char_length("grading_events"."name") between 1 and 120),
	CONSTRAINT "grading_events_modality_check" CHECK (char_length("grading_events"."modality") between 1 and 60),
	CONSTRAINT "grading_events_held_on_check" CHECK ("grading_events"."held_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "grading_events_created_at_check" CHECK ("grading_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "grading_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "graduations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"modality" text NOT NULL,
	"belt" text NOT NULL,
	"degree" integer DEFAULT 0 NOT NULL,
	"awarded_by" uuid,
	"awarded_on" date NOT NULL,
	"registered_on" date NOT NULL,
	"event_id" uuid,
	"override_reason" text,
	"voids" uuid,
	"void_reason" text,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "graduations_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "graduations_key_unique" UNIQUE("id","user_id","gym_id","modality"),
	CONSTRAINT "graduations_voids_unique" UNIQUE("voids"),
	CONSTRAINT "graduations_modality_check" CHECK (char_length("graduations"."modality") between 1 and 60),
	CONSTRAINT "graduations_belt_check" CHECK (char_length("graduations"."belt") <= 40 and "graduations"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "graduations_degree_check" CHECK ("graduations"."degree" between 0 and 20),
	CONSTRAINT "graduations_awarded_on_check" CHECK ("graduations"."awarded_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_on_check" CHECK ("graduations"."registered_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_check" CHECK ("graduations"."registered_on" >= "graduations"."awarded_on"),
	CONSTRAINT "graduations_override_reason_check" CHECK (char_length("graduations"."override_reason") between 1 and 500),
	CONSTRAINT "graduations_void_reason_check" CHECK (char_length("graduations"."void_reason") between 1 and 500),
	CONSTRAINT "graduations_void_check" CHECK (("graduations"."voids" is null) = ("graduations"."void_reason" is null)),
	CONSTRAINT "graduations_created_at_check" CHECK ("graduations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "graduations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"quiet_from" time(0),
	"quiet_until" time(0),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_once" UNIQUE("user_id","kind","channel"),
	CONSTRAINT "notification_preferences_kind_check" CHECK ("notification_preferences"."kind" in ('announcement', 'class', 'graduation', 'attendance')),
	CONSTRAINT "notification_preferences_channel_check" CHECK ("notification_preferences"."channel" in ('push', 'email')),
	CONSTRAINT "notification_preferences_quiet_from_check" CHECK ("notification_preferences"."quiet_from" < '24:00' and extract(second from "notification_preferences"."quiet_from") = 0),
	CONSTRAINT "notification_preferences_quiet_until_check" CHECK ("notification_preferences"."quiet_until" < '24:00' and extract(second from "notification_preferences"."quiet_until") = 0),
	CONSTRAINT "notification_preferences_quiet_check" CHECK (("notification_preferences"."quiet_from" is null) = ("notification_preferences"."quiet_until" is null)
      and "notification_preferences"."quiet_from" is distinct from "notification_preferences"."quiet_until" or "notification_preferences"."quiet_from" is null),
	CONSTRAINT "notification_preferences_created_at_check" CHECK ("notification_preferences"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_preferences_updated_at_check" CHECK ("notification_preferences"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notification_recipients" (
	"notification_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"viewed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_recipients_notification_id_user_id_pk" PRIMARY KEY("notification_id","user_id"),
	CONSTRAINT "notification_recipients_viewed_at_check" CHECK ("notification_recipients"."viewed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_recipients_created_at_check" CHECK ("notification_recipients"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notification_recipients" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"sent_by" uuid,
	"kind" text DEFAULT 'announcement' NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"channel" text DEFAULT 'push' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"audience" jsonb NOT NULL,
	"scheduled_for" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"recipients_count" integer DEFAULT 0 NOT NULL,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "notifications_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "notifications_kind_check" CHECK ("notifications"."kind" in ('announcement', 'class', 'graduation', 'attendance')),
	CONSTRAINT "notifications_channel_check" CHECK ("notifications"."channel" in ('push', 'email')),
	CONSTRAINT "notifications_status_check" CHECK ("notifications"."status" in ('pending', 'sent', 'failed')),
	CONSTRAINT "notifications_title_check" CHECK (char_length("notifications"."title") between 1 and 120),
	CONSTRAINT "notifications_content_check" CHECK (char_length("notifications"."content") between 1 and 2000),
	CONSTRAINT "notifications_audience_check" CHECK (jsonb_typeof("notifications"."audience") = 'object' and octet_length("notifications"."audience"::text) <= 65536),
	CONSTRAINT "notifications_recipients_count_check" CHECK ("notifications"."recipients_count" >= 0),
	CONSTRAINT "notifications_sent_check" CHECK (("notifications"."status" = 'sent') = ("notifications"."sent_at" is not null)),
	CONSTRAINT "notifications_scheduled_for_check" CHECK ("notifications"."scheduled_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_sent_at_check" CHECK ("notifications"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_created_at_check" CHECK ("notifications"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_updated_at_check" CHECK ("notifications"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_edits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"post_id" uuid,
	"comment_id" uuid,
	"title" text,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_edits_of_check" CHECK (num_nonnulls("post_edits"."post_id", "post_edits"."comment_id") = 1),
	CONSTRAINT "post_edits_title_check" CHECK (char_length("post_edits"."title") between 1 and 200),
	CONSTRAINT "post_edits_body_check" CHECK (char_length("post_edits"."body") between 1 and 10000),
	CONSTRAINT "post_edits_created_at_check" CHECK ("post_edits"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "post_edits" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_reactions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_reactions_once" UNIQUE("user_id","post_id","kind"),
	CONSTRAINT "post_reactions_kind_check" CHECK ("post_reactions"."kind" in ('like', 'love', 'applause', 'oss')),
	CONSTRAINT "post_reactions_created_at_check" CHECK ("post_reactions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "post_reactions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"comment_id" uuid,
	"reporter_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_reports_once" UNIQUE NULLS NOT DISTINCT("reporter_id","post_id","comment_id"),
	CONSTRAINT "post_reports_reason_check" CHECK (char_length("post_reports"."reason") between 1 and 500),
	CONSTRAINT "post_reports_state_check" CHECK ("post_reports"."state" in ('open', 'dismissed', 'upheld')),
	CONSTRAINT "post_reports_decided_check" CHECK (("post_reports"."state" = 'open') = ("post_reports"."decided_at" is null)),
	CONSTRAINT "post_reports_decided_at_check" CHECK ("post_reports"."decided_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "post_reports_created_at_check" CHECK ("post_reports"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "post_reports_updated_at_check" CHECK ("post_reports"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "post_reports" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_stats" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"gym_id" uuid NOT NULL,
	"comments" integer DEFAULT 0 NOT NULL,
	"reactions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "post_stats_comments_check" CHECK ("post_stats"."comments" >= 0),
	CONSTRAINT "post_stats_reactions_check" CHECK (jsonb_typeof("post_stats"."reactions") = 'object' and octet_length("post_stats"."reactions"::text) <= 1024)
);
--> statement-breakpoint
ALTER TABLE "post_stats" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"language" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"removed_reason" text,
	"audience" uuid[] GENERATED ALWAYS AS (array[gym_id]) STORED NOT NULL,
	"search_vector" "tsvector" DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posts_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "posts_title_check" CHECK (char_length("posts"."title") between 1 and 200),
	CONSTRAINT "posts_body_check" CHECK (char_length("posts"."body") between 1 and 10000),
	CONSTRAINT "posts_language_check" CHECK ("posts"."language" in ('pt', 'en', 'simple')),
	CONSTRAINT "posts_removed_reason_check" CHECK (char_length("posts"."removed_reason") between 1 and 500),
	CONSTRAINT "posts_removed_check" CHECK (("posts"."removed_at" is null) = ("posts"."removed_reason" is null)),
	CONSTRAINT "posts_published_at_check" CHECK ("posts"."published_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_edited_at_check" CHECK ("posts"."edited_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_deleted_at_check" CHECK ("posts"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_removed_at_check" CHECK ("posts"."removed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_created_at_check" CHECK ("posts"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_updated_at_check" CHECK ("posts"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "posts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "rank_systems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid,
	"modality" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"valid_from" date NOT NULL,
	"source" text,
	"class_modalities" text[],
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rank_systems_version_unique" UNIQUE NULLS NOT DISTINCT("gym_id","modality","valid_from"),
	CONSTRAINT "rank_systems_name_check" CHECK (char_length("rank_systems"."name") between 1 and 120),
	CONSTRAINT "rank_systems_version_check" CHECK (char_length("rank_systems"."version") between 1 and 20),
	CONSTRAINT "rank_systems_modality_check" CHECK (char_length("rank_systems"."modality") between 1 and 60),
	CONSTRAINT "rank_systems_valid_from_check" CHECK ("rank_systems"."valid_from" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "rank_systems_source_check" CHECK (char_length("rank_systems"."source") <= 2048 and "rank_systems"."source" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$'),
	CONSTRAINT "rank_systems_class_modalities_check" CHECK (cardinality("rank_systems"."class_modalities") between 1 and 20
      and array_position("rank_systems"."class_modalities", null) is null),
	CONSTRAINT "rank_systems_created_at_check" CHECK ("rank_systems"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "rank_systems" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "ranks" (
	"system_id" uuid NOT NULL,
	"belt" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"group" text NOT NULL,
	"degrees" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ranks_system_id_belt_pk" PRIMARY KEY("system_id","belt"),
	CONSTRAINT "ranks_position_unique" UNIQUE("system_id","position"),
	CONSTRAINT "ranks_belt_check" CHECK (char_length("ranks"."belt") <= 40 and "ranks"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "ranks_position_check" CHECK ("ranks"."position" between 0 and 200),
	CONSTRAINT "ranks_name_check" CHECK (char_length("ranks"."name") between 1 and 60),
	CONSTRAINT "ranks_group_check" CHECK ("ranks"."group" in ('youth', 'adult')),
	CONSTRAINT "ranks_degrees_check" CHECK ("ranks"."degrees" between 0 and 20)
);
--> statement-breakpoint
ALTER TABLE "ranks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "titles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"title" text NOT NULL,
	"modality" text NOT NULL,
	"belt" text NOT NULL,
	"won_on" date NOT NULL,
	"recorded_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "titles_once" UNIQUE("user_id","gym_id","title","modality","belt","won_on"),
	CONSTRAINT "titles_title_check" CHECK ("titles"."title" in ('adult_world_champion')),
	CONSTRAINT "titles_modality_check" CHECK (char_length("titles"."modality") between 1 and 60),
	CONSTRAINT "titles_belt_check" CHECK (char_length("titles"."belt") <= 40 and "titles"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "titles_won_on_check" CHECK ("titles"."won_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "titles_created_at_check" CHECK ("titles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "titles" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_post_id_gym_id_fkey" FOREIGN KEY ("post_id","gym_id") REFERENCES "public"."posts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ADD CONSTRAINT "notification_deliveries_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ADD CONSTRAINT "notification_deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grading_events" ADD CONSTRAINT "grading_events_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grading_events" ADD CONSTRAINT "grading_events_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_awarded_by_users_id_fk" FOREIGN KEY ("awarded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_voids_fkey" FOREIGN KEY ("voids","user_id","gym_id","modality") REFERENCES "public"."graduations"("id","user_id","gym_id","modality") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_event_id_gym_id_fkey" FOREIGN KEY ("event_id","gym_id") REFERENCES "public"."grading_events"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_recipients" ADD CONSTRAINT "notification_recipients_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_recipients" ADD CONSTRAINT "notification_recipients_notification_id_gym_id_fkey" FOREIGN KEY ("notification_id","gym_id") REFERENCES "public"."notifications"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reactions" ADD CONSTRAINT "post_reactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reactions" ADD CONSTRAINT "post_reactions_post_id_gym_id_fkey" FOREIGN KEY ("post_id","gym_id") REFERENCES "public"."posts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_post_id_gym_id_fkey" FOREIGN KEY ("post_id","gym_id") REFERENCES "public"."posts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_comment_id_post_id_fkey" FOREIGN KEY ("comment_id","post_id") REFERENCES "public"."comments"("id","post_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_stats" ADD CONSTRAINT "post_stats_post_id_gym_id_fkey" FOREIGN KEY ("post_id","gym_id") REFERENCES "public"."posts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rank_systems" ADD CONSTRAINT "rank_systems_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rank_systems" ADD CONSTRAINT "rank_systems_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ranks" ADD CONSTRAINT "ranks_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "public"."rank_systems"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "comments_post_id_index" ON "comments" USING btree ("post_id","created_at","id") WHERE "comments"."deleted_at" is null and "comments"."removed_at" is null;
--> statement-breakpoint
CREATE INDEX "comments_post_id_gym_id_index" ON "comments" USING btree ("post_id","gym_id");
--> statement-breakpoint
CREATE INDEX "comments_gym_id_index" ON "comments" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "comments_author_id_index" ON "comments" USING btree ("author_id");
--> statement-breakpoint
CREATE INDEX "comments_removed_by_index" ON "comments" USING btree ("removed_by");
--> statement-breakpoint
CREATE INDEX "comments_deleted_at_index" ON "comments" USING btree ("deleted_at") WHERE "comments"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "comments_removed_at_index" ON "comments" USING btree ("removed_at") WHERE "comments"."removed_at" is not null;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_due_index" ON "private"."notification_deliveries" USING btree ("channel","not_before","id") WHERE "private"."notification_deliveries"."state" = 'pending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_claimed_index" ON "private"."notification_deliveries" USING btree ("claimed_until") WHERE "private"."notification_deliveries"."state" = 'sending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_user_id_index" ON "private"."notification_deliveries" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "grading_events_gym_id_index" ON "grading_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "grading_events_created_by_index" ON "grading_events" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "graduations_gym_id_index" ON "graduations" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_user_id_index" ON "graduations" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_rank_index" ON "graduations" USING btree ("user_id","modality","awarded_on");
--> statement-breakpoint
CREATE INDEX "graduations_awarded_by_index" ON "graduations" USING btree ("awarded_by");
--> statement-breakpoint
CREATE INDEX "graduations_event_id_index" ON "graduations" USING btree ("event_id","gym_id");
--> statement-breakpoint
CREATE INDEX "notification_recipients_user_id_index" ON "notification_recipients" USING btree ("user_id","created_at" DESC NULLS FIRST,"notification_id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notification_recipients_unread_index" ON "notification_recipients" USING btree ("user_id") WHERE "notification_recipients"."viewed_at" is null;
--> statement-breakpoint
CREATE INDEX "notification_recipients_gym_id_index" ON "notification_recipients" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "notifications_gym_id_index" ON "notifications" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notifications_sent_by_index" ON "notifications" USING btree ("sent_by");
--> statement-breakpoint
CREATE INDEX "notifications_scheduled_for_index" ON "notifications" USING btree ("scheduled_for") WHERE "notifications"."status" = 'pending';
--> statement-breakpoint
CREATE INDEX "post_edits_post_id_index" ON "post_edits" USING btree ("post_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_edits_comment_id_index" ON "post_edits" USING btree ("comment_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_edits_gym_id_index" ON "post_edits" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "post_edits_author_id_index" ON "post_edits" USING btree ("author_id");
--> statement-breakpoint
CREATE INDEX "post_reactions_post_id_index" ON "post_reactions" USING btree ("post_id","gym_id");
--> statement-breakpoint
CREATE INDEX "post_reactions_gym_id_index" ON "post_reactions" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "post_reports_reporter_id_index" ON "post_reports" USING btree ("reporter_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_reports_gym_id_index" ON "post_reports" USING btree ("gym_id","state","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_reports_post_id_index" ON "post_reports" USING btree ("post_id","gym_id");
--> statement-breakpoint
CREATE INDEX "post_reports_comment_id_index" ON "post_reports" USING btree ("comment_id","post_id");
--> statement-breakpoint
CREATE INDEX "post_reports_decided_by_index" ON "post_reports" USING btree ("decided_by");
--> statement-breakpoint
CREATE INDEX "post_reports_decided_at_index" ON "post_reports" USING btree ("decided_at") WHERE "post_reports"."decided_at" is not null;
--> statement-breakpoint
CREATE INDEX "post_stats_gym_id_index" ON "post_stats" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "posts_feed_index" ON "posts" USING btree ("gym_id","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "posts"."published_at" is not null and "posts"."removed_at" is null and "posts"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "posts_author_id_index" ON "posts" USING btree ("author_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "posts_removed_index" ON "posts" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "posts"."removed_at" is not null;
--> statement-breakpoint
CREATE INDEX "posts_removed_by_index" ON "posts" USING btree ("removed_by");
--> statement-breakpoint
CREATE INDEX "posts_search_index" ON "posts" USING gin ("audience","search_vector");
--> statement-breakpoint
CREATE INDEX "posts_deleted_at_index" ON "posts" USING btree ("deleted_at") WHERE "posts"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "posts_removed_at_index" ON "posts" USING btree ("removed_at") WHERE "posts"."removed_at" is not null;
--> statement-breakpoint
CREATE INDEX "titles_user_id_index" ON "titles" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_gym_id_index" ON "titles" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_recorded_by_index" ON "titles" USING btree ("recorded_by");
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'promoted', 'post_removed', 'comment_removed', 'customer_matched', 'customer_unmatched', 'erased'));
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.add_comment(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.add_comment(uuid, text) to authenticated;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.remove_comment(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.remove_comment(uuid, text) to authenticated;
--> statement-breakpoint
-- A post that the caller reads in the feed, for themselves or a child, and that nobody takes away until
-- the transaction is over; nothing where there is none. What is written under a post begins here, after
-- `private.hold_caller`.
create or replace function private.hold_open_post(post uuid) returns public.posts
language plpgsql volatile set search_path = '' as $$
declare
  held public.posts;
begin
  select p.* into held from public.posts p
  where p.id = post and p.gym_id = any (private.person_gym_ids())
    and p.published_at <= now() and p.removed_at is null and p.deleted_at is null
  for share;
  return held;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_open_post(uuid) from public;
--> statement-breakpoint
-- Takes down what a member published or scheduled, by staff of the gym, with a reason that the author
-- and the trail see; what was reported about it is decided. Done twice it answers as it was. No row for
-- a post that the caller does not see as staff.
create or replace function private.remove_post(post uuid, reason text) returns setof public.posts
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  done public.posts;
begin
  -- The trail names the author, and an erasure of theirs takes them before their posts.
  perform from public.users u
  where u.id = (select p.author_id from public.posts p where p.id = post) for key share;
  select p.* into done from public.posts p
  where p.id = post and p.gym_id = any (staffed)
    and p.published_at is not null and p.deleted_at is null
  for no key update;
  if done.removed_at is null and done.id is not null then
    update public.posts p
    set removed_at = now(), removed_by = caller, removed_reason = reason
    where p.id = post returning p.* into done;
    perform private.audit(
      done.gym_id, done.author_id, 'post_removed',
      jsonb_build_object('post_id', post, 'reason', reason)
    );
    update public.post_reports r
    set state = 'upheld', decided_by = caller, decided_at = now()
    where r.post_id = post and r.comment_id is null and r.state = 'open';
  end if;
  if done.id is not null then
    return next done;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.remove_post(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.remove_post(uuid, text) to authenticated;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.report_words(uuid, uuid, text) from public;
--> statement-breakpoint
grant execute on function private.report_words(uuid, uuid, text) to authenticated;
--> statement-breakpoint
create policy "comments_select_members_or_author" on "public"."comments" as permissive for select to authenticated
  using ((("comments"."gym_id" = any ((select private.person_gym_ids())::uuid[]) and "comments"."hidden_at" is null and "comments"."removed_at" is null and "comments"."deleted_at" is null) or "comments"."author_id" = (select private.current_user_id())));
--> statement-breakpoint
create policy "comments_update_author" on "public"."comments" as permissive for update to authenticated
  using (("comments"."author_id" = (select private.current_user_id()) and "comments"."hidden_at" is null and "comments"."removed_at" is null and "comments"."deleted_at" is null))
  with check (("comments"."gym_id" = any ((select private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))::uuid[]) or "comments"."deleted_at" is not null));
--> statement-breakpoint
create policy "grading_events_select_members" on "public"."grading_events" as permissive for select to authenticated
  using ("grading_events"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "graduations_select_own_or_staff" on "public"."graduations" as permissive for select to authenticated
  using (("graduations"."user_id" = any ((select private.person_ids())::uuid[]) or "graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "graduations_insert_staff" on "public"."graduations" as permissive for insert to authenticated
  with check (("graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "graduations"."awarded_by" = (select private.current_user_id()) and not "graduations"."user_id" = any ((select private.person_ids())::uuid[]) and "graduations"."legacy_id" is null));
--> statement-breakpoint
create policy "notification_preferences_select_own" on "public"."notification_preferences" as permissive for select to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_insert_own" on "public"."notification_preferences" as permissive for insert to authenticated
  with check ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_update_own" on "public"."notification_preferences" as permissive for update to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]))
  with check ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_delete_own" on "public"."notification_preferences" as permissive for delete to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_recipients_select_own" on "public"."notification_recipients" as permissive for select to authenticated
  using ("notification_recipients"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notifications_select_staff" on "public"."notifications" as permissive for select to authenticated
  using ("notifications"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "post_edits_select_author_or_staff" on "public"."post_edits" as permissive for select to authenticated
  using (("post_edits"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) or "post_edits"."author_id" = (select private.current_user_id())));
--> statement-breakpoint
create policy "post_reactions_select_own" on "public"."post_reactions" as permissive for select to authenticated
  using ("post_reactions"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "post_reports_select_own" on "public"."post_reports" as permissive for select to authenticated
  using ("post_reports"."reporter_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "post_stats_select_members" on "public"."post_stats" as permissive for select to authenticated
  using ("post_stats"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "posts_select_members_author_or_staff" on "public"."posts" as permissive for select to authenticated
  using ((("posts"."gym_id" = any ((select private.person_gym_ids())::uuid[]) and "posts"."published_at" <= now() and "posts"."removed_at" is null and "posts"."deleted_at" is null) or "posts"."author_id" = (select private.current_user_id()) or ("posts"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "posts"."published_at" is not null and "posts"."deleted_at" is null)));
--> statement-breakpoint
create policy "posts_insert_member" on "public"."posts" as permissive for insert to authenticated
  with check (("posts"."author_id" = (select private.current_user_id()) and "posts"."gym_id" = any ((select private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))::uuid[]) and "posts"."edited_at" is null and "posts"."deleted_at" is null and "posts"."removed_at" is null and "posts"."removed_by" is null));
--> statement-breakpoint
create policy "posts_update_author" on "public"."posts" as permissive for update to authenticated
  using (("posts"."author_id" = (select private.current_user_id()) and "posts"."removed_at" is null and "posts"."deleted_at" is null))
  with check (("posts"."gym_id" = any ((select private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))::uuid[]) or "posts"."deleted_at" is not null));
--> statement-breakpoint
create policy "rank_systems_select_members" on "public"."rank_systems" as permissive for select to authenticated
  using ("rank_systems"."gym_id" is null or "rank_systems"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "ranks_select_signed_in" on "public"."ranks" as permissive for select to authenticated
  using (true);
--> statement-breakpoint
create policy "titles_select_own_or_staff" on "public"."titles" as permissive for select to authenticated
  using (("titles"."user_id" = any ((select private.person_ids())::uuid[]) or "titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "titles_insert_staff" on "public"."titles" as permissive for insert to authenticated
  with check (("titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "titles"."recorded_by" = (select private.current_user_id()) and not "titles"."user_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create policy "titles_delete_staff" on "public"."titles" as permissive for delete to authenticated
  using (("titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and not "titles"."user_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create trigger "comments_hold_author_id" before insert or update of "author_id" on "public"."comments"
  for each row when (new."author_id" is not null) execute function private.hold_person('author_id');
--> statement-breakpoint
create trigger "comments_hold_removed_by" before insert or update of "removed_by" on "public"."comments"
  for each row when (new."removed_by" is not null) execute function private.hold_person('removed_by');
--> statement-breakpoint
create trigger "comments_touch" before update on "public"."comments"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "comments_hold_caller" before update on "public"."comments"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "comments_note_edit" before update on "public"."comments"
  for each row when (old.body <> new.body) execute function private.note_edit();
--> statement-breakpoint
create trigger "comments_note_deletion" before update of "deleted_at" on "public"."comments"
  for each row execute function private.note_deletion();
--> statement-breakpoint
create trigger "comments_keep_edit" after update of "body" on "public"."comments"
  for each row when (old.body <> new.body) execute function private.keep_edit();
--> statement-breakpoint
create trigger "comments_drop_edits" after update of "deleted_at" on "public"."comments"
  for each row when (new.deleted_at is not null) execute function private.drop_edits();
--> statement-breakpoint
create trigger "comments_count" after insert or update of "deleted_at", "removed_at" or delete on "public"."comments"
  for each row execute function private.count_comment();
--> statement-breakpoint
create trigger "notification_deliveries_hold_user_id" before insert or update of "user_id" on "private"."notification_deliveries"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notification_deliveries_touch" before update on "private"."notification_deliveries"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_deliveries_transition" before update of "state" on "private"."notification_deliveries"
  for each row when ((old."state", new."state") not in (('pending', 'pending'), ('pending', 'sending'), ('pending', 'dropped'), ('pending', 'failed'), ('sending', 'sending'), ('sending', 'pending'), ('sending', 'sent'), ('sending', 'dropped'), ('sending', 'failed'), ('sent', 'sent'), ('sent', 'delivered'), ('sent', 'failed'), ('delivered', 'delivered'), ('dropped', 'dropped'), ('failed', 'failed'), ('failed', 'pending'))) execute function private.guard_transition('state', '{"pending":["sending","dropped","failed"],"sending":["pending","sent","dropped","failed"],"sent":["delivered","failed"],"delivered":[],"dropped":[],"failed":["pending"]}');
--> statement-breakpoint
create trigger "grading_events_hold_created_by" before insert or update of "created_by" on "public"."grading_events"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "grading_events_stamp_insert" before insert on "public"."grading_events"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "graduations_hold_user_id" before insert or update of "user_id" on "public"."graduations"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "graduations_keep_erased_user_id" before update on "public"."graduations"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "graduations_hold_awarded_by" before insert or update of "awarded_by" on "public"."graduations"
  for each row when (new."awarded_by" is not null) execute function private.hold_person('awarded_by');
--> statement-breakpoint
create trigger "graduations_stamp_insert" before insert on "public"."graduations"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "notification_preferences_hold_user_id" before insert or update of "user_id" on "public"."notification_preferences"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notification_preferences_touch" before update on "public"."notification_preferences"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_preferences_stamp_insert" before insert on "public"."notification_preferences"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "notification_recipients_hold_user_id" before insert or update of "user_id" on "public"."notification_recipients"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notifications_hold_sent_by" before insert or update of "sent_by" on "public"."notifications"
  for each row when (new."sent_by" is not null) execute function private.hold_person('sent_by');
--> statement-breakpoint
create trigger "notifications_touch" before update on "public"."notifications"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notifications_transition" before insert or update of "status" on "public"."notifications"
  for each row execute function private.guard_transition('status', '{"":["pending"],"pending":["sent","failed"],"sent":[],"failed":[]}');
--> statement-breakpoint
create trigger "post_edits_hold_author_id" before insert or update of "author_id" on "public"."post_edits"
  for each row when (new."author_id" is not null) execute function private.hold_person('author_id');
--> statement-breakpoint
create trigger "post_reactions_hold_user_id" before insert or update of "user_id" on "public"."post_reactions"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "post_reactions_count" after insert or delete on "public"."post_reactions"
  for each row execute function private.count_reaction();
--> statement-breakpoint
create trigger "post_reports_hold_reporter_id" before insert or update of "reporter_id" on "public"."post_reports"
  for each row when (new."reporter_id" is not null) execute function private.hold_person('reporter_id');
--> statement-breakpoint
create trigger "post_reports_hold_decided_by" before insert or update of "decided_by" on "public"."post_reports"
  for each row when (new."decided_by" is not null) execute function private.hold_person('decided_by');
--> statement-breakpoint
create trigger "post_reports_touch" before update on "public"."post_reports"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "post_reports_transition" before insert or update of "state" on "public"."post_reports"
  for each row execute function private.guard_transition('state', '{"":["open"],"open":["dismissed","upheld"],"dismissed":[],"upheld":[]}');
--> statement-breakpoint
create trigger "posts_hold_author_id" before insert or update of "author_id" on "public"."posts"
  for each row when (new."author_id" is not null) execute function private.hold_person('author_id');
--> statement-breakpoint
create trigger "posts_hold_removed_by" before insert or update of "removed_by" on "public"."posts"
  for each row when (new."removed_by" is not null) execute function private.hold_person('removed_by');
--> statement-breakpoint
create trigger "posts_touch" before update on "public"."posts"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "posts_stamp_insert" before insert on "public"."posts"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "posts_hold_caller" before update on "public"."posts"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "posts_guard_publication" before insert or update of "published_at" on "public"."posts"
  for each row execute function private.guard_publication();
--> statement-breakpoint
create trigger "posts_index" before insert or update of "title", "body", "language", "search_vector" on "public"."posts"
  for each row execute function private.index_post();
--> statement-breakpoint
create trigger "posts_note_edit" before update on "public"."posts"
  for each row when ((old.title, old.body) is distinct from (new.title, new.body) and old.published_at <= now()) execute function private.note_edit();
--> statement-breakpoint
create trigger "posts_note_deletion" before update of "deleted_at" on "public"."posts"
  for each row execute function private.note_deletion();
--> statement-breakpoint
create trigger "posts_keep_edit" after update of "title", "body" on "public"."posts"
  for each row when ((old.title, old.body) is distinct from (new.title, new.body) and old.published_at <= now()) execute function private.keep_edit();
--> statement-breakpoint
create trigger "posts_hide_comments" after update of "deleted_at", "removed_at" on "public"."posts"
  for each row when (num_nonnulls(new.deleted_at, new.removed_at) > 0) execute function private.hide_comments();
--> statement-breakpoint
create trigger "posts_drop_edits" after update of "deleted_at" on "public"."posts"
  for each row when (new.deleted_at is not null) execute function private.drop_edits();
--> statement-breakpoint
create trigger "rank_systems_hold_created_by" before insert or update of "created_by" on "public"."rank_systems"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "rank_systems_stamp_insert" before insert on "public"."rank_systems"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "titles_hold_user_id" before insert or update of "user_id" on "public"."titles"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "titles_hold_recorded_by" before insert or update of "recorded_by" on "public"."titles"
  for each row when (new."recorded_by" is not null) execute function private.hold_person('recorded_by');
--> statement-breakpoint
create trigger "titles_stamp_insert" before insert on "public"."titles"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
alter table "public"."comments" force row level security;
--> statement-breakpoint
revoke all on table "public"."comments" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("body", "deleted_at") on table "public"."comments" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."comments" to service_role;
--> statement-breakpoint
alter table "private"."notification_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."notification_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."notification_deliveries" to service_role;
--> statement-breakpoint
alter table "public"."grading_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."grading_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."grading_events" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."grading_events" to service_role;
--> statement-breakpoint
alter table "public"."graduations" force row level security;
--> statement-breakpoint
revoke all on table "public"."graduations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."graduations" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."graduations" to service_role;
--> statement-breakpoint
alter table "public"."notification_preferences" force row level security;
--> statement-breakpoint
revoke all on table "public"."notification_preferences" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("enabled", "quiet_from", "quiet_until"), delete on table "public"."notification_preferences" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notification_preferences" to service_role;
--> statement-breakpoint
alter table "public"."notification_recipients" force row level security;
--> statement-breakpoint
revoke all on table "public"."notification_recipients" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."notification_recipients" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notification_recipients" to service_role;
--> statement-breakpoint
alter table "public"."notifications" force row level security;
--> statement-breakpoint
revoke all on table "public"."notifications" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."notifications" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notifications" to service_role;
--> statement-breakpoint
alter table "public"."post_edits" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_edits" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_edits" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_edits" to service_role;
--> statement-breakpoint
alter table "public"."post_reactions" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_reactions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_reactions" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_reactions" to service_role;
--> statement-breakpoint
alter table "public"."post_reports" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_reports" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_reports" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_reports" to service_role;
--> statement-breakpoint
alter table "public"."post_stats" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_stats" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_stats" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_stats" to service_role;
--> statement-breakpoint
alter table "public"."posts" force row level security;
--> statement-breakpoint
revoke all on table "public"."posts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("title", "body", "language", "published_at", "deleted_at") on table "public"."posts" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."posts" to service_role;
--> statement-breakpoint
alter table "public"."rank_systems" force row level security;
--> statement-breakpoint
revoke all on table "public"."rank_systems" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."rank_systems" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."rank_systems" to service_role;
--> statement-breakpoint
alter table "public"."ranks" force row level security;
--> statement-breakpoint
revoke all on table "public"."ranks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."ranks" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."ranks" to service_role;
--> statement-breakpoint
alter table "public"."titles" force row level security;
--> statement-breakpoint
revoke all on table "public"."titles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, delete on table "public"."titles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."titles" to service_role;
