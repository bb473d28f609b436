-- The meter: `usage_count` is the sum of a user's events, because nothing but this writes it. The
-- quota is the WHERE of the one UPDATE that counts, so that racing charges cannot pass it together.
create or replace function private.apply_usage_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.user_profiles p
  set usage_count = p.usage_count + new.quantity,
      usage_period_start = case new.event_type
        when 'period_reset' then private.usage_period(new.created_at)
        else p.usage_period_start
      end
  where p.user_id = new.user_id
    and (
      new.quantity <= 0
      or p.usage_count + new.quantity <= (
        select q.agent_requests from private.plan_quotas q where q.plan = p.plan
      )
    );
  if not found then
    raise exception 'the quota of the plan is used up'
      using errcode = 'check_violation', constraint = 'quota_exceeded';
  end if;
  return null;
end
$$;

revoke execute on function private.apply_usage_event() from public;
