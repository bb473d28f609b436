-- What a plan allows at first in a calendar month (UTC): 50 questions to try it out, 2,000 to work with
-- it. What the operator has set since stays.
insert into private.plan_quotas (plan, agent_requests) values ('free', 50), ('pro', 2000)
on conflict (plan) do nothing;
