alter table "public"."agent_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."agent_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."agent_events" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."agent_events" to service_role;
--> statement-breakpoint
alter table "public"."agent_requests" force row level security;
--> statement-breakpoint
revoke all on table "public"."agent_requests" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."agent_requests" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."agent_requests" to service_role;
--> statement-breakpoint
alter table "public"."agent_sessions" force row level security;
--> statement-breakpoint
revoke all on table "public"."agent_sessions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("title", "context", "deleted_at") on table "public"."agent_sessions" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."agent_sessions" to service_role;
--> statement-breakpoint
alter table "public"."document_chunks" force row level security;
--> statement-breakpoint
revoke all on table "public"."document_chunks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."document_chunks" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."document_chunks" to service_role;
--> statement-breakpoint
alter table "private"."document_parts" force row level security;
--> statement-breakpoint
revoke all on table "private"."document_parts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."document_parts" to service_role;
--> statement-breakpoint
alter table "public"."documents" force row level security;
--> statement-breakpoint
revoke all on table "public"."documents" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("title", "gym_id"), delete on table "public"."documents" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."documents" to service_role;
--> statement-breakpoint
alter table "private"."jobs" force row level security;
--> statement-breakpoint
revoke all on table "private"."jobs" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."jobs" to service_role;
--> statement-breakpoint
alter table "private"."plan_quotas" force row level security;
--> statement-breakpoint
revoke all on table "private"."plan_quotas" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."plan_quotas" to service_role;
--> statement-breakpoint
alter table "public"."usage_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."usage_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."usage_events" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."usage_events" to service_role;
--> statement-breakpoint
create trigger jobs_touch before update on private.jobs
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger documents_touch before update on public.documents
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger agent_sessions_touch before update on public.agent_sessions
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger agent_requests_touch before update on public.agent_requests
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger plan_quotas_touch before update on private.plan_quotas
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger documents_stamp_insert before insert on public.documents
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger agent_sessions_stamp_insert before insert on public.agent_sessions
  for each row execute function private.stamp_insert();
