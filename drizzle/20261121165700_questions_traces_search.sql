set local check_function_bodies = off;
--> statement-breakpoint
-- Removes what a question of the caller's own and its answer said, wherever the words are: in the row,
-- in its stream, as the title of its session, in answers kept for repeated requests. The row itself
-- stays, because the ledger refers to it. False: there is no such question.
create or replace function private.delete_agent_request(wanted uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  caller_subject constant text := private.caller_claims() ->> 'sub';
  request public.agent_requests;
  next_seq integer;
  auto_title text;
begin
  -- The lock makes events in flight wait and then find an end, or be logged before they are removed.
  select r.* into request from public.agent_requests r
  where r.id = wanted and r.user_id = caller and r.deleted_at is null for update;
  if not found then
    return false;
  end if;
  select coalesce(max(e.seq), 0) + 1 into next_seq
  from public.agent_events e where e.request_id = wanted;
  -- An answer under way ends as cancelled, and its trigger gives the charge back.
  update public.agent_requests r
  set status = case when r.status in ('queued', 'in_progress') then 'cancelled' else r.status end,
      input = '', output = null, citations = '[]', error = null, deleted_at = now()
  where r.id = wanted returning r.status into request.status;

  -- Whoever watches waits for a last event, and is told that no more will come.
  delete from public.agent_events e where e.request_id = wanted;
  insert into public.agent_events (request_id, seq, user_id, event, data) values (
    wanted, next_seq, caller, 'error',
    jsonb_build_object('status', request.status, 'code', 'deleted')
  );

  -- The next question names the session anew.
  auto_title := left(request.input, 80);
  update public.agent_sessions s set title = null
  where s.id = request.session_id and s.title = auto_title;

  -- A cancellation that is repeated finds nothing; what was done to the session stays done once.
  delete from private.idempotency_keys k
  where k.subject = caller_subject and k.body ->> 'id' = wanted::text;
  update private.idempotency_keys k set body = jsonb_set(k.body::jsonb, '{title}', 'null')::json
  where k.subject = caller_subject
    and k.body ->> 'id' = request.session_id::text and k.body ->> 'title' = auto_title;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.delete_agent_request(uuid) from public;
--> statement-breakpoint
grant execute on function private.delete_agent_request(uuid) to authenticated;
--> statement-breakpoint
-- Whose a request is, when it began and ended, and that a deleted one stays deleted. Nobody is exempt.
-- Its states are guarded by private.guard_transition.
create or replace function private.guard_agent_request() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not exists (
      select from public.agent_sessions s where s.id = new.session_id and s.user_id = new.user_id
    ) then
      raise exception 'a request belongs to the owner of its session'
        using errcode = 'foreign_key_violation', constraint = 'agent_requests_session_owner';
    end if;
    new.started_at := null;
    new.finished_at := null;
    return new;
  end if;

  if (new.id, new.session_id, new.user_id, new.created_at)
    is distinct from (old.id, old.session_id, old.user_id, old.created_at)
  then
    raise exception 'a request stays where it was made'
      using errcode = 'check_violation', constraint = 'agent_requests_identity';
  end if;
  new.started_at := old.started_at;
  new.finished_at := old.finished_at;
  new.deleted_at := coalesce(old.deleted_at, new.deleted_at);
  if new.status = old.status then
    return new;
  end if;
  if new.status = 'in_progress' then
    new.started_at := now();
  else
    new.finished_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_agent_request() from public;
--> statement-breakpoint
-- Puts a job into the queue, or finds the live one with the same kind and key: the only text of that
-- rule. In a transaction the job is there if and when that commits. TypeScript calls it through the
-- system door, definer functions for a caller whose change causes work; no other role may. The trace
-- is the statement's, which the doors set; anybody may set anything there, so its form is checked.
create or replace function private.enqueue_job(
  job_kind text,
  job_payload jsonb default '{}',
  job_key text default null,
  job_user uuid default null,
  job_run_at timestamptz default null,
  job_max_attempts integer default null,
  out job_id uuid,
  out enqueued boolean
)
language plpgsql volatile set search_path = '' as $$
begin
  loop
    -- Rounded down, as the column keeps it: rounded up, the job would not be due yet.
    insert into private.jobs
      (kind, payload, dedupe_key, user_id, run_at, max_attempts, traceparent)
    values (
      job_kind, job_payload, job_key, job_user,
      coalesce(job_run_at, date_trunc('milliseconds', now())), coalesce(job_max_attempts, 8),
      substring(
        current_setting('request.traceparent', true)
        from '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'
      )
    )
    on conflict (kind, dedupe_key) where status in ('queued', 'running') do nothing
    returning id into job_id;
    enqueued := found;
    if enqueued then return; end if;
    select j.id into job_id from private.jobs j
    where j.kind = job_kind and j.dedupe_key = job_key and j.status in ('queued', 'running');
    if found then return; end if;
    -- The twin has finished in between: the way is free now.
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.enqueue_job(text, jsonb, text, uuid, timestamptz, integer)
  from public;
--> statement-breakpoint
grant execute on function private.enqueue_job(text, jsonb, text, uuid, timestamptz, integer)
  to service_role;
--> statement-breakpoint
-- The passages that answer a question best, among what `keys` (a user, gyms) may find, best first:
-- BM25 with title and headings weighted, and a bonus for words that stand together as asked. The
-- formula, its sources and what is approximate: src/knowledge/search/SEARCH.md. It trusts `keys`, so
-- no API role may execute it.
create or replace function private.rank_chunks(
  keys uuid[], question text, gym uuid, document_ids uuid[], best_per_document boolean,
  after_score double precision, after_id uuid, page_size integer
)
returns table (
  id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
  content text, start_offset integer, end_offset integer, score double precision, marked text
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
  set enable_seqscan = off as $$
#variable_conflict use_column
declare
  k1 constant double precision := 1.2;
  b constant double precision := 0.75;
  title_weight constant double precision := 2;
  heading_weight constant double precision := 1.5;
  phrase_weight constant double precision := 0.25;
  -- A term found in more chunks than this is counted by a sample and chooses no candidates, unless
  -- the rarer ones chose less than `few`.
  many constant integer := 5000;
  few constant integer := 1000;
  -- Of the words that are nowhere this many are tried in other spellings, of so many letters together:
  -- a letter costs a look into the index for some fifty variants, and nobody may make others wait.
  words_left integer := 3;
  letters_left integer := 40;
  terms tsquery[];
  places integer[];
  words text[];
  trust double precision[];
  frequencies integer[];
  weights double precision[];
  candidates tid[];
  last_resort tid[];
  common integer[];
  shares double precision[];
  phrases tsquery[];
  phrase_weights double precision[];
  chunks double precision;
  mean_length double precision;
  variants tsquery[];
  variant tsquery;
  respelt boolean;
begin
  -- The question's words in their order. Stop words are gone; a word asked twice counts once.
  select array_agg(format('''%s''', lexeme)::tsquery order by place), array_agg(place order by place),
    array_agg(coalesce(word, '') order by place), array_agg(1 order by place)
  into terms, places, words, trust
  from (
    select lexeme, positions[1]::bigint as place
    from unnest(private.search_lexemes(question)) order by place limit 64
  ) asked
  left join (
    select row_number() over () as place, lower(token) as word
    from ts_parse('default', private.search_text(question)) where tokid <> 12
  ) typed using (place);

  if terms is null then
    return;
  end if;

  loop
    -- In how many chunks each term is; those of the rarest terms are the candidates.
    with term as materialized (
      select nth, coalesce(cardinality(found), 0) as frequency, found
      from unnest(terms) with ordinality asked (term, nth)
      cross join lateral (
        select array(
          select c.ctid from public.document_chunks c
          where c.acl && keys and c.search_vector @@ term
            and (gym is null or c.gym_id = gym)
            and (document_ids is null or c.document_id = any (document_ids))
          limit many + 1
        ) offset 0
      ) matching (found)
    ), ranked as materialized (
      select *, sum(frequency) over (order by frequency, nth) <= many as rare from term
    )
    select (select array_agg(frequency order by nth) from ranked),
      array(select unnest(found) from ranked where rare),
      (select array_agg(nth order by frequency, nth) from ranked where not rare),
      (select found from ranked where not rare order by frequency, nth limit 1)
    into frequencies, candidates, common, last_resort;

    -- A word that is nowhere may be misspelt: then it is the commonest of its variants.
    respelt := false;
    for i in 1 .. cardinality(terms) loop
      exit when words_left = 0;
      continue when frequencies[i] > 0 or words[i] !~ '^[a-z]{5,20}$'
        or length(words[i]) > letters_left;
      words_left := words_left - 1;
      letters_left := letters_left - length(words[i]);
      variants := array(select private.spelling_variants(words[i]));
      variant := (
        select v from unnest(variants) v
        join (
          select c.search_vector from public.document_chunks c
          where c.acl && keys and c.search_vector @@ array_to_string(variants, ' | ')::tsquery
          limit 100
        ) found on found.search_vector @@ v
        group by v order by count(*) desc, v limit 1
      );
      words[i] := '';
      if variant is not null then
        terms[i] := variant;
        trust[i] := 0.6;
        respelt := true;
      end if;
    end loop;
    exit when not respelt;
  end loop;

  -- Common terms choose together: all of them, then all but the commonest, and so on, down to any
  -- chunks of the rarest.
  for size in reverse coalesce(cardinality(common), 0) .. 2 loop
    exit when cardinality(candidates) >= few;
    variant := (select array_to_string(array_agg(terms[nth]), ' & ')::tsquery from unnest(common[:size]) nth);
    candidates := candidates || array(
      select c.ctid from public.document_chunks c
      where c.acl && keys and c.search_vector @@ variant
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      limit many
    );
  end loop;

  if cardinality(candidates) < few then
    candidates := candidates || last_resort;
  end if;

  -- How many chunks there are and how long: of up to 500 documents, which are all that most callers
  -- have, else the share of a random sample. Common terms are counted in the chunks so looked at.
  with document as materialized (
    select id from public.documents
    where (user_id = any (keys) or gym_id = any (keys))
      and (gym is null or gym_id = gym)
      and (document_ids is null or id = any (document_ids))
  ), sample as materialized (
    select id, (select max(position)::bigint + 1 from public.document_chunks where document_id = d.id) as size
    from document d order by id limit 500
  ), chunk as materialized (
    select c.* from sample cross join lateral (
      select token_count, search_vector from public.document_chunks
      where document_id = sample.id order by position
      limit case when (select sum(size) from sample) > many then 4 end
    ) c
  )
  select (select avg(coalesce(size, 0)) from sample) * (select count(*) from document),
    (select coalesce(nullif(avg(token_count), 0), 1) from chunk),
    array(
      select (select avg((search_vector @@ terms[nth])::integer) from chunk)
      from unnest(common) nth where frequencies[nth] > many
    )
  into chunks, mean_length, shares;
  common := array(select nth from unnest(common) nth where frequencies[nth] > many);
  for i in 1 .. cardinality(common) loop
    frequencies[common[i]] := greatest(many, chunks * shares[i]);
  end loop;

  select array_agg(
    trust[nth] * ln(1 + (greatest(chunks, frequency) - frequency + 0.5) / (frequency + 0.5)) order by nth
  )
  into weights from unnest(frequencies) with ordinality t (frequency, nth);

  select array_agg(tsquery_phrase(terms[nth], terms[nth + 1], places[nth + 1] - places[nth])),
    array_agg(phrase_weight * (weights[nth] + weights[nth + 1]))
  into phrases, phrase_weights
  from generate_series(1, cardinality(terms) - 1) nth
  where places[nth + 1] - places[nth] <= 3;

  return query
    with candidate as (
      select id, document_id, search_vector || '' as lexemes,
        k1 * (1 - b + b * token_count / mean_length) as damping
      from (select * from public.document_chunks where ctid = any (candidates) offset 0) c
      where acl && keys
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      offset 0
    ), asked as (
      select true as is_term, * from unnest(terms, weights) t (query, weight)
      union all
      select false, * from unnest(phrases, phrase_weights) p (query, weight)
    ), scored as (
      select id, document_id, sum(
        case when is_term then weight * (k1 + 1) * frequency / (frequency + damping) else weight end
      ) as score
      from candidate
      join asked on lexemes @@ query
      cross join lateral (
        select round(1 / (1.6449340668482264 * (1.0001 - ts_rank('{1,1,1,1}', lexemes, query))) - 0.5)
          + (title_weight - 1) * (ts_rank('{0,0,0,1}', lexemes, query) > 0)::integer
          + (heading_weight - 1) * (ts_rank('{0,0,1,0}', lexemes, query) > 0)::integer
      ) term (frequency)
      group by id, document_id
    ), passage as (
      select *, row_number() over (partition by document_id order by score desc, id desc) as nth
      from scored
    ), page as (
      select id, score from passage
      where (not best_per_document or nth = 1)
        and (after_score is null or (score, id) < (after_score, after_id))
      order by score desc, id desc
      limit greatest(0, least(page_size, 101))
    )
    select c.id, c.document_id, c.gym_id, d.title, c.heading, c.position, c.content, c.start_offset,
      c.end_offset, page.score,
      ts_headline(
        'pg_catalog.english', private.search_text(c.content), array_to_string(terms, ' | ')::tsquery,
        U&'HighlightAll=true, StartSel="\0001", StopSel="\0002"'
      )
    from page
    join public.document_chunks c on c.id = page.id
    join public.documents d on d.id = c.document_id
    order by page.score desc, page.id desc;
end
$$;
--> statement-breakpoint
revoke execute on function private.rank_chunks(
  uuid[], text, uuid, uuid[], boolean, double precision, uuid, integer
) from public;
--> statement-breakpoint
ALTER TABLE "private"."plan_quotas" DROP CONSTRAINT "plan_quotas_agent_requests_check";
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD COLUMN "deleted_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "private"."jobs" ADD COLUMN "traceparent" text;
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_deleted_at_check" CHECK ("agent_requests"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_deleted_check" CHECK ("agent_requests"."deleted_at" is null or ("agent_requests"."input" = '' and "agent_requests"."output" is null
      and "agent_requests"."citations" = '[]' and "agent_requests"."error" is null
      and not "agent_requests"."status" in ('queued', 'in_progress')));
--> statement-breakpoint
ALTER TABLE "private"."plan_quotas" ADD CONSTRAINT "plan_quotas_agent_requests_check" CHECK ("private"."plan_quotas"."agent_requests" between 0 and 1000000);
--> statement-breakpoint
-- Ends a request of the caller's own that has not ended, and answers it as it is then.
create or replace function private.cancel_agent_request(wanted uuid) returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  update public.agent_requests r set status = 'cancelled'
  where r.id = wanted and r.user_id = caller and r.status in ('queued', 'in_progress');
  return query
    select r.* from public.agent_requests r
    where r.id = wanted and r.user_id = caller and r.deleted_at is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_agent_request(uuid) from public;
--> statement-breakpoint
grant execute on function private.cancel_agent_request(uuid) to authenticated;
--> statement-breakpoint
-- Asks a question in a session of the caller's own: the request and its charge, or neither. Asked
-- again with the same key it answers the request that was made, unless that was deleted. A month that has ended is closed
-- first, by an event that takes back its sum.
create or replace function private.start_agent_request(wanted_session uuid, question text, wanted_key text)
returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  profile public.user_profiles;
  request public.agent_requests;
  charge_key text;
  right_now timestamptz;
begin
  if caller is null then
    raise exception 'no user' using errcode = 'insufficient_privilege';
  end if;
  -- One question of a person at a time, so that a repeated key and the end of a month are seen.
  select p.* into profile from public.user_profiles p where p.user_id = caller for update;
  right_now := clock_timestamp();

  select r.* into request
  from public.usage_events e join public.agent_requests r on r.id = e.request_id
  where e.user_id = caller and e.idempotency_key = 'ask:' || wanted_key;
  if found then
    if request.deleted_at is not null then
      raise exception 'the question of this key was deleted'
        using errcode = 'check_violation', constraint = 'agent_request_deleted';
    end if;
    if (request.session_id, request.input) is distinct from (wanted_session, question) then
      raise exception 'the key was used for another question'
        using errcode = 'check_violation', constraint = 'idempotency_key_reused';
    end if;
    return next request;
    return;
  end if;

  perform from public.agent_sessions s
  where s.id = wanted_session and s.user_id = caller and s.deleted_at is null;
  if not found then
    raise exception 'no such session'
      using errcode = 'foreign_key_violation', constraint = 'agent_session_not_found';
  end if;
  -- A session without a title is called after its first question; a question is activity, by which
  -- sessions are listed: the trigger of the table moves updated_at.
  update public.agent_sessions s set title = coalesce(s.title, left(question, 80))
  where s.id = wanted_session;

  if profile.usage_period_start < private.usage_period(right_now) then
    insert into public.usage_events (user_id, event_type, quantity, idempotency_key, created_at)
    values (
      caller, 'period_reset', -profile.usage_count,
      'period_reset:' || (private.usage_period(right_now) at time zone 'UTC')::date, right_now
    );
  end if;

  insert into public.agent_requests (session_id, user_id, input)
  values (wanted_session, caller, question) returning * into request;
  charge_key := coalesce('ask:' || wanted_key, 'agent_request:' || request.id);
  insert into public.usage_events
    (user_id, event_type, quantity, request_id, idempotency_key, created_at)
  values (caller, 'agent_request', 1, request.id, charge_key, right_now);
  return next request;
end
$$;
--> statement-breakpoint
revoke execute on function private.start_agent_request(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function private.start_agent_request(uuid, text, text) to authenticated;
--> statement-breakpoint
-- src/db/schema/agent/usage/plan-quotas.after.sql (644846bdb8d51f85)
-- What a plan allows at first in a calendar month (UTC): 50 questions to try it out, 2,000 to work with
-- it. What the operator has set since stays.
insert into private.plan_quotas (plan, agent_requests) values ('free', 50), ('pro', 2000)
on conflict (plan) do nothing;
