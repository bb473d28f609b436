-- Notes that Stripe told something, and answers the event's id if it is news: the ledger's row and what
-- the event changes, which follows in the same statement, commit together. A repeat waits for the first
-- and answers nothing. Of one that could not be read the next like it is news again.
create or replace function private.note_stripe_event(
  told_event text,
  told_type text,
  told_at timestamptz,
  told_version text,
  told_problem text default null
) returns setof text
language sql volatile rows 1 set search_path = '' as $$
  insert into private.stripe_events as e (event_id, event_type, said_at, api_version, problem)
  values (told_event, told_type, told_at, told_version, told_problem)
  on conflict (event_id) do update set problem = excluded.problem where e.problem is not null
  returning e.event_id
$$;
revoke execute on function private.note_stripe_event(text, text, timestamptz, text, text)
  from public;
grant execute on function private.note_stripe_event(text, text, timestamptz, text, text)
  to service_role;
