-- What a plan allows in a calendar month (UTC): 50 questions to try it out, 2,000 to work with it.
insert into private.plan_quotas (plan, agent_requests) values ('free', 50), ('pro', 2000)
on conflict (plan) do update set agent_requests = excluded.agent_requests;
