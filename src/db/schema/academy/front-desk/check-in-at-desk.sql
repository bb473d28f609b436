-- Checks somebody in at a front desk at an instant: who has this PIN, by its digest, or, where there is
-- one, this code. One row: what came of it (an outcome of the log, or `locked` and `not_today`, which
-- are looked at no further and leave nothing in it), a refusal by the rules of check-ins, when to try
-- again, and of who was checked in as much of a name as they need to know it. A wrong try is answered,
-- not raised: it has to stay in the log, because the locks are made of it.
create or replace function private.check_in_at_desk(
  desk uuid, class uuid, on_date date, digest text, code text, at timestamptz
) returns table (outcome text, reason text, retry_at timestamptz, first_name text, initial text)
language plpgsql volatile set search_path = '' as $$
declare
  by_code constant boolean := code is not null;
  hash constant text := encode(sha256(convert_to(code, 'UTF8')), 'hex');
  gym constant uuid := (select d.gym_id from public.front_desks d where d.id = desk);
  person uuid;
  is_member boolean;
begin
  if not exists (
    select from private.front_desk_day(gym, at) day
    where day.class_id = class and day.class_date = on_date
  ) then
    return query select 'not_today', null::text, null::timestamptz, null::text, null::text;
    return;
  end if;

  -- One after another in a gym: nobody tries while a try before is not counted yet.
  perform pg_advisory_xact_lock(hashtextextended('front desk ' || gym, 0));
  retry_at := private.front_desk_lock(desk, case when not by_code then gym end, null, at);
  if retry_at is null then
    if by_code then
      select c.user_id into person from private.check_in_codes c where c.code_hash = hash;
    else
      select p.user_id into person from private.member_pins p
      where p.gym_id = gym and p.pin_hash = private.pin_hash(gym, digest);
    end if;
    retry_at := private.front_desk_lock(null, null, person, at);
  end if;
  if retry_at is not null then
    return query select 'locked', null::text, check_in_at_desk.retry_at, null::text, null::text;
    return;
  end if;

  -- The person, before rows of theirs.
  is_member := private.hold_member(class, person);
  if person is null then
    outcome := case when by_code then 'wrong_code' else 'wrong_pin' end;
  elsif by_code then
    update private.check_in_codes c set used_at = at
    where c.code_hash = hash and c.used_at is null and c.expires_at > at;
    if not found then
      outcome := coalesce(
        (
          select case when c.used_at is null then 'code_expired' else 'code_used' end
          from private.check_in_codes c where c.code_hash = hash
        ),
        'wrong_code'
      );
    end if;
  end if;
  if outcome is null and not is_member then
    outcome := 'not_a_member';
  end if;
  if outcome is null then
    select coalesce((r.check_in).status, 'refused'), r.refusal, r.retry_at
    into outcome, reason, check_in_at_desk.retry_at
    from private.check_in_person(class, on_date, person, at, at, null, false, null) r;
  end if;
  if reason is null and outcome in ('present', 'waiting') then
    select u.first_name, left(u.last_name, 1) into first_name, initial
    from public.users u where u.id = person;
  end if;
  insert into public.front_desk_events
    (gym_id, front_desk_id, user_id, class_id, method, outcome, reason, created_at)
  values (
    gym, desk, person, class, case when by_code then 'code' else 'pin' end, outcome, reason, at
  );
  return next;
end
$$;

revoke execute on function private.check_in_at_desk(uuid, uuid, date, text, text, timestamptz)
  from public;
