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

revoke execute on function private.decide_report(uuid, text, text) from public;
grant execute on function private.decide_report(uuid, text, text) to authenticated;
