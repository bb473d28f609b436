-- The caller's plan and what is used of it now: a month that has ended counts as closed, even before
-- the next question closes it.
create or replace function private.agent_usage() returns table (
  plan text, quota integer, used integer, period_start timestamptz, period_end timestamptz
)
language plpgsql stable security definer set search_path = '' as $$
declare
  this_month constant timestamptz := private.usage_period(now());
begin
  return query
    select p.plan, q.agent_requests,
      case when p.usage_period_start < this_month then 0 else p.usage_count end,
      greatest(p.usage_period_start, this_month),
      private.usage_period(this_month + interval '40 days')
    from public.user_profiles p join private.plan_quotas q on q.plan = p.plan
    where p.user_id = private.current_user_id();
end
$$;

revoke execute on function private.agent_usage() from public;
grant execute on function private.agent_usage() to authenticated;
