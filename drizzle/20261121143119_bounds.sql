set local check_function_bodies = off;
--> statement-breakpoint
drop trigger "documents_delete_file" on "public"."documents";
--> statement-breakpoint
drop trigger "documents_follow" on "public"."documents";
--> statement-breakpoint
drop trigger "documents_stamp_insert" on "public"."documents";
--> statement-breakpoint
drop trigger "documents_touch" on "public"."documents";
--> statement-breakpoint
drop trigger "documents_transition" on "public"."documents";
--> statement-breakpoint
drop policy "documents_delete_own_or_manager" on "public"."documents";
--> statement-breakpoint
drop policy "documents_insert_own" on "public"."documents";
--> statement-breakpoint
drop policy "documents_select_own_or_member" on "public"."documents";
--> statement-breakpoint
drop policy "documents_update_own" on "public"."documents";
--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_title_check";
--> statement-breakpoint
ALTER TABLE "gyms" DROP CONSTRAINT "gyms_name_check";
--> statement-breakpoint
DROP INDEX "agent_requests_user_id_index";
--> statement-breakpoint
DROP INDEX "documents_search_index";
--> statement-breakpoint
DROP INDEX "agent_sessions_user_id_index";
--> statement-breakpoint
CREATE INDEX "agent_requests_user_id_status_index" ON "agent_requests" USING btree ("user_id","status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "documents_user_id_status_index" ON "documents" USING btree ("user_id","processing_status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "documents_gym_id_status_index" ON "documents" USING btree ("gym_id","processing_status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "usage_events_user_id_type_index" ON "usage_events" USING btree ("user_id","event_type","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "agent_sessions_user_id_index" ON "agent_sessions" USING btree ("user_id","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "agent_sessions"."deleted_at" is null;
--> statement-breakpoint
ALTER TABLE "documents" DROP COLUMN "search_vector";
--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_event_check" CHECK ("agent_events"."event" in ('meta', 'delta', 'citation', 'done', 'error'));
--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_seq_check" CHECK ("agent_events"."seq" >= 0);
--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_data_check" CHECK (octet_length("agent_events"."data"::text) <= 1000000);
--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_created_at_check" CHECK ("agent_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_input_check" CHECK (char_length("agent_requests"."input") <= 4000);
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_output_check" CHECK (char_length("agent_requests"."output") <= 200000);
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_citations_check" CHECK (case when jsonb_typeof("agent_requests"."citations") = 'array' and octet_length("agent_requests"."citations"::text) <= 1000000 then
          jsonb_array_length(jsonb_path_query_array("agent_requests"."citations", 'strict $[*] ? (@.type() == "object" && @.chunk_id.type() == "string" && @.chunk_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.document_id.type() == "string" && @.document_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.title.type() == "string" && (@.heading.type() == "string" || @.heading == null) && @.quote.type() == "string" && @.start_offset.type() == "number" && @.start_offset >= 0 && @.start_offset <= 2147483647 && @.start_offset.floor() == @.start_offset && @.end_offset.type() == "number" && @.end_offset >= 0 && @.end_offset <= 2147483647 && @.end_offset.floor() == @.end_offset)')) = jsonb_array_length("agent_requests"."citations")
          else "agent_requests"."citations" is null end);
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_model_check" CHECK (char_length("agent_requests"."model") <= 1000);
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_error_check" CHECK (char_length("agent_requests"."error") <= 1000);
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_started_at_check" CHECK ("agent_requests"."started_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_finished_at_check" CHECK ("agent_requests"."finished_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_created_at_check" CHECK ("agent_requests"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_updated_at_check" CHECK ("agent_requests"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_sessions" ADD CONSTRAINT "agent_sessions_title_check" CHECK (char_length("agent_sessions"."title") between 1 and 200);
--> statement-breakpoint
ALTER TABLE "agent_sessions" ADD CONSTRAINT "agent_sessions_context_check" CHECK (jsonb_typeof("agent_sessions"."context") = 'object' and octet_length("agent_sessions"."context"::text) <= 8192);
--> statement-breakpoint
ALTER TABLE "agent_sessions" ADD CONSTRAINT "agent_sessions_deleted_at_check" CHECK ("agent_sessions"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_sessions" ADD CONSTRAINT "agent_sessions_created_at_check" CHECK ("agent_sessions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_sessions" ADD CONSTRAINT "agent_sessions_updated_at_check" CHECK ("agent_sessions"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "app_stores" ADD CONSTRAINT "app_stores_store_check" CHECK ("app_stores"."store" in ('ios', 'android'));
--> statement-breakpoint
ALTER TABLE "app_stores" ADD CONSTRAINT "app_stores_url_check" CHECK (char_length("app_stores"."url") <= 2048 and "app_stores"."url" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$');
--> statement-breakpoint
ALTER TABLE "app_stores" ADD CONSTRAINT "app_stores_disabled_at_check" CHECK ("app_stores"."disabled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "app_stores" ADD CONSTRAINT "app_stores_created_at_check" CHECK ("app_stores"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "app_stores" ADD CONSTRAINT "app_stores_updated_at_check" CHECK ("app_stores"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_heading_check" CHECK (char_length("document_chunks"."heading") <= 2000);
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_content_check" CHECK (char_length("document_chunks"."content") <= 100000);
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_created_at_check" CHECK ("document_chunks"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_filename_check" CHECK (char_length("documents"."filename") between 1 and 255);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_file_type_check" CHECK (char_length("documents"."file_type") <= 255);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_processing_done_check" CHECK ("documents"."processing_done" >= 0);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_processing_total_check" CHECK ("documents"."processing_total" >= 0);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_error_check" CHECK (char_length("documents"."error") <= 1000);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_content_hash_check" CHECK ("documents"."content_hash" ~ '^[0-9a-f]{64}$');
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_created_at_check" CHECK ("documents"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_updated_at_check" CHECK ("documents"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_title_check" CHECK (char_length("documents"."title") between 1 and 200);
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_address_check" CHECK (char_length("gyms"."address") between 1 and 300);
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_logo_check" CHECK (char_length("gyms"."logo") <= 2048 and "gyms"."logo" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$');
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_since_check" CHECK ("gyms"."since" between '1800-01-01' and '2199-12-31');
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_timezone_name_check" CHECK (char_length("gyms"."timezone") <= 64 and "gyms"."timezone" ~ '^(UTC|Etc\/GMT(0|\+(1[0-2]|[0-9])|-(1[0-4]|[0-9]))|[A-Z][A-Za-z_-]+(\/[A-Z][A-Za-z_-]+){1,2})$');
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_created_at_check" CHECK ("gyms"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_updated_at_check" CHECK ("gyms"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_name_check" CHECK (char_length("gyms"."name") between 1 and 120);
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role_check" CHECK ("memberships"."role" in ('STUDENT', 'INSTRUCTOR', 'MANAGER'));
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_approved_at_check" CHECK ("memberships"."approved_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_denied_at_check" CHECK ("memberships"."denied_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_left_at_check" CHECK ("memberships"."left_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_created_at_check" CHECK ("memberships"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_updated_at_check" CHECK ("memberships"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "push_tokens" ADD CONSTRAINT "push_tokens_token_check" CHECK (char_length("push_tokens"."token") between 1 and 500);
--> statement-breakpoint
ALTER TABLE "push_tokens" ADD CONSTRAINT "push_tokens_last_seen_at_check" CHECK ("push_tokens"."last_seen_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "push_tokens" ADD CONSTRAINT "push_tokens_created_at_check" CHECK ("push_tokens"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "push_tokens" ADD CONSTRAINT "push_tokens_updated_at_check" CHECK ("push_tokens"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_id_check" CHECK ("roles"."id" in ('STUDENT', 'INSTRUCTOR', 'MANAGER'));
--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_created_at_check" CHECK ("roles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_event_type_check" CHECK ("usage_events"."event_type" in ('agent_request', 'agent_request_returned', 'period_reset'));
--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_idempotency_key_check" CHECK (char_length("usage_events"."idempotency_key") between 1 and 300);
--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_metadata_check" CHECK (jsonb_typeof("usage_events"."metadata") = 'object' and octet_length("usage_events"."metadata"::text) <= 8192);
--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_created_at_check" CHECK ("usage_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_stripe_customer_id_check" CHECK (char_length("user_profiles"."stripe_customer_id") between 1 and 255);
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_stripe_subscription_id_check" CHECK (char_length("user_profiles"."stripe_subscription_id") between 1 and 255);
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_usage_period_start_check" CHECK ("user_profiles"."usage_period_start" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_created_at_check" CHECK ("user_profiles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_updated_at_check" CHECK ("user_profiles"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_subject_check" CHECK (char_length("users"."subject") <= 255);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_email_check" CHECK (char_length("users"."email") between 1 and 320);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_first_name_check" CHECK (char_length("users"."first_name") between 1 and 100);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_last_name_check" CHECK (char_length("users"."last_name") between 1 and 100);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_image_url_check" CHECK (char_length("users"."image_url") <= 2048 and "users"."image_url" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_birth_date_check" CHECK ("users"."birth_date" between '1900-01-01' and '2199-12-31');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_phone_check" CHECK ("users"."phone" ~ '^\+[1-9][0-9]{6,14}$');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_instagram_check" CHECK ("users"."instagram" ~* '^[a-z0-9._]{1,30}$');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_last_synced_at_check" CHECK ("users"."last_synced_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_identity_updated_at_check" CHECK ("users"."identity_updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_deleted_at_check" CHECK ("users"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_created_at_check" CHECK ("users"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_updated_at_check" CHECK ("users"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_app_version_check" CHECK (char_length("versions"."app_version") <= 100 and "versions"."app_version" ~* '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9a-z-]+([.][0-9a-z-]+)*)?([+][0-9a-z-]+([.][0-9a-z-]+)*)?$');
--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_disabled_at_check" CHECK ("versions"."disabled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_created_at_check" CHECK ("versions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_updated_at_check" CHECK ("versions"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
-- Asks a question in a session of the caller's own: the request and its charge, or neither. Asked
-- again with the same key it answers the request that was made. A month that has ended is closed
-- first, by an event that takes back its sum.
create or replace function private.start_agent_request(wanted_session uuid, question text, wanted_key text)
returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
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
create policy "documents_select_own_or_member" on "public"."documents" as permissive for select to authenticated
  using (("documents"."user_id" = (select private.current_user_id()) or "documents"."gym_id" in (select unnest(private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')))));
--> statement-breakpoint
create policy "documents_insert_own" on "public"."documents" as permissive for insert to authenticated
  with check (("documents"."user_id" = (select private.current_user_id()) and ("documents"."gym_id" is null or "documents"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])) and "documents"."processing_status" = 'pending' and "documents"."processing_done" = 0 and "documents"."processing_total" is null and "documents"."content_hash" is null and "documents"."error" is null));
--> statement-breakpoint
create policy "documents_update_own" on "public"."documents" as permissive for update to authenticated
  using ("documents"."user_id" = (select private.current_user_id()))
  with check (("documents"."user_id" = (select private.current_user_id()) and ("documents"."gym_id" is null or "documents"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]))));
--> statement-breakpoint
create policy "documents_delete_own_or_manager" on "public"."documents" as permissive for delete to authenticated
  using (("documents"."user_id" = (select private.current_user_id()) or "documents"."gym_id" in (select unnest(private.gym_ids('MANAGER')))));
--> statement-breakpoint
create trigger "documents_touch" before update on "public"."documents"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "documents_stamp_insert" before insert on "public"."documents"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "documents_transition" before update of "processing_status" on "public"."documents"
  for each row when ((old."processing_status", new."processing_status") not in (('pending', 'pending'), ('pending', 'processing'), ('processing', 'processing'), ('processing', 'ready'), ('processing', 'failed'), ('ready', 'ready'), ('failed', 'failed'), ('failed', 'processing'), ('failed', 'ready'))) execute function private.guard_transition('processing_status', '{"pending":["processing"],"processing":["ready","failed"],"ready":[],"failed":["processing","ready"]}');
--> statement-breakpoint
create trigger "documents_follow" after update of "user_id", "gym_id", "title" on "public"."documents"
  for each row execute function private.follow_document();
--> statement-breakpoint
create trigger "documents_delete_file" after delete on "public"."documents"
  for each row execute function private.delete_document_file();
