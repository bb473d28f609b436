insert into public.roles (id) values ('STUDENT'), ('INSTRUCTOR'), ('MANAGER');
--> statement-breakpoint
alter table private.rate_limits set unlogged;
--> statement-breakpoint

-- Times are the database's: an API role cannot backdate a row it inserts.
create function private.stamp_insert() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('anon', 'authenticated') then
    new.created_at := now();
    new.updated_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.stamp_insert() from public;
--> statement-breakpoint
create trigger gyms_stamp_insert before insert on public.gyms
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger memberships_stamp_insert before insert on public.memberships
  for each row execute function private.stamp_insert();
--> statement-breakpoint

create trigger app_stores_touch before update on public.app_stores
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger versions_touch before update on public.versions
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger users_touch before update on public.users
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger user_profiles_touch before update on public.user_profiles
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger push_tokens_touch before update on public.push_tokens
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger gyms_touch before update on public.gyms
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger memberships_touch before update on public.memberships
  for each row execute function private.touch_updated_at();
--> statement-breakpoint

create function private.create_user_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_profiles (user_id) values (new.id);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.create_user_profile() from public;
--> statement-breakpoint
create trigger users_create_profile after insert on public.users
  for each row execute function private.create_user_profile();
--> statement-breakpoint

-- A gym can be handed only to someone who already belongs to it: otherwise naming a stranger as
-- manager would make them a member, and their profile readable.
create function private.guard_gym_manager() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated'
    and new.manager_id is distinct from old.manager_id
    and not exists (
      select from public.memberships m
      where m.gym_id = new.id
        and m.user_id = new.manager_id
        and m.approved_at is not null
        and m.left_at is null
    )
  then
    raise exception 'the manager of a gym must be one of its members'
      using errcode = 'check_violation', constraint = 'gyms_manager_is_member', column = 'manager_id';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_gym_manager() from public;
--> statement-breakpoint
create trigger gyms_guard_manager before update of manager_id on public.gyms
  for each row execute function private.guard_gym_manager();
--> statement-breakpoint

-- Whoever manages a gym has the membership that says so.
create function private.add_gym_manager() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships as m (user_id, gym_id, role, approved_at, decided_by)
  values (new.manager_id, new.id, 'MANAGER', now(), coalesce(private.current_user_id(), new.manager_id))
  on conflict (user_id, gym_id) do update
  set role = 'MANAGER',
      approved_at = coalesce(m.approved_at, excluded.approved_at),
      decided_by = excluded.decided_by,
      denied_at = null,
      left_at = null;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.add_gym_manager() from public;
--> statement-breakpoint
create trigger gyms_add_manager after insert or update of manager_id on public.gyms
  for each row when (new.manager_id is not null) execute function private.add_gym_manager();
--> statement-breakpoint

-- The legal changes of a membership. Row security has said that the caller is the member or a
-- manager of the gym; it cannot compare the old row with the new one, so this does.
create function private.guard_membership_update() returns trigger
language plpgsql set search_path = '' as $$
declare
  own constant boolean := old.user_id = private.current_user_id();
  decides constant boolean :=
    (new.role, new.approved_at, new.denied_at, new.decided_by)
      is distinct from (old.role, old.approved_at, old.denied_at, old.decided_by);
  leaves constant boolean := old.left_at is null and new.left_at is not null;
  asks_again constant boolean :=
    old.left_at is not null and old.denied_at is null
    and new.left_at is null and new.role = 'STUDENT'
    and num_nonnulls(new.approved_at, new.denied_at, new.decided_by) = 0;
begin
  if current_user <> 'authenticated' then
    return new;
  end if;

  if (leaves or new.role <> 'MANAGER') and exists (
    select from public.gyms g where g.id = old.gym_id and g.manager_id = old.user_id
  ) then
    raise exception 'a gym keeps its manager until it is handed over'
      using errcode = 'check_violation', constraint = 'memberships_manager_stays';
  end if;

  if own and not (leaves and not decides or asks_again) then
    raise exception 'a member may leave or ask again, and decides nothing about themselves'
      using errcode = 'insufficient_privilege';
  end if;

  if not own and (
    old.left_at is not null
    or decides and new.decided_by is distinct from private.current_user_id()
    or old.approved_at is not null and new.approved_at is null
  ) then
    raise exception 'a manager decides in their own name, about members who have not left'
      using errcode = 'insufficient_privilege';
  end if;

  -- The clock is the database's.
  if leaves then
    new.left_at := now();
  end if;
  if new.approved_at is distinct from old.approved_at and new.approved_at is not null then
    new.approved_at := now();
  end if;
  if new.denied_at is distinct from old.denied_at and new.denied_at is not null then
    new.denied_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_membership_update() from public;
--> statement-breakpoint
create trigger memberships_guard_update before update on public.memberships
  for each row execute function private.guard_membership_update();
--> statement-breakpoint

-- Sync on first call: one statement that makes sure the bearer of a token has a row with what the token
-- says of them. An identical row is only read, so an unchanged profile writes nothing: no row version, no
-- transaction id, no WAL. Simultaneous first calls make one row. Order is the provider's own clock: a token
-- older than the row's last identity change tells old news, and one from before a deletion is not admitted
-- (no row is returned). A function, because planning this statement anew costs more than running it.
create function private.ensure_user(
  token_subject text, token_provider text, token_email text, token_first_name text,
  token_last_name text, token_image_url text, issued_at timestamptz
) returns table (user_row public.users, outcome text)
language plpgsql volatile set search_path = '' as $$
begin
  return query
    with admitted as (
      select where not exists (
        select from public.users u
        where u.subject = token_subject and u.deleted_at is not null
          and u.identity_updated_at >= issued_at
      )
    ),
    unchanged as (
      select u as user_row from public.users u, admitted
      where u.subject = token_subject and u.deleted_at is null and (
        u.identity_updated_at > issued_at
        or (u.email, u.first_name, u.last_name, u.image_url) is not distinct from (
          coalesce(token_email, u.email), coalesce(token_first_name, u.first_name),
          coalesce(token_last_name, u.last_name), coalesce(token_image_url, u.image_url)
        )
      )
    ),
    written as (
      insert into public.users as u (subject, provider, email, first_name, last_name, image_url,
        source, last_synced_at, identity_updated_at)
      select token_subject, token_provider, token_email, token_first_name, token_last_name,
        token_image_url, 'token', now(), issued_at
      from admitted where not exists (select from unchanged)
      on conflict (subject) where deleted_at is null do update
      set email = coalesce(excluded.email, u.email),
          first_name = coalesce(excluded.first_name, u.first_name),
          last_name = coalesce(excluded.last_name, u.last_name),
          image_url = coalesce(excluded.image_url, u.image_url),
          last_synced_at = excluded.last_synced_at,
          identity_updated_at = greatest(u.identity_updated_at, excluded.identity_updated_at)
      returning u as user_row, xmax = 0 as inserted
    )
    select unchanged.user_row, 'unchanged' from unchanged
    union all
    select written.user_row, case when inserted then 'inserted' else 'updated' end from written;
end
$$;
--> statement-breakpoint
revoke execute on function private.ensure_user(text, text, text, text, text, text, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.ensure_user(text, text, text, text, text, text, timestamptz) to service_role;
--> statement-breakpoint

-- A device belongs to whoever signed in on it last. Row security hides the row of the person before,
-- so an upsert as the caller could not move it.
create function private.register_push_token(token text, platform text)
returns setof public.push_tokens
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.current_user_id();
begin
  if caller is null then
    raise exception 'no user' using errcode = 'insufficient_privilege';
  end if;
  return query
    insert into public.push_tokens as t (user_id, token, platform)
    values (caller, register_push_token.token, register_push_token.platform)
    on conflict (token) do update
    set user_id = excluded.user_id, platform = excluded.platform, last_seen_at = now()
    returning t.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.register_push_token(text, text) from public;
--> statement-breakpoint
grant execute on function private.register_push_token(text, text) to authenticated;
--> statement-breakpoint

-- What approved members may know of each other: names and role, never the rest of the profile.
-- Ordered by name; `after_name` and `after_id` are the keys of the last row of the page before.
create function private.gym_directory(gym uuid, after_name text, after_id uuid, page_size integer)
returns table (
  user_id uuid, first_name text, last_name text, image_url text, role text, sort_name text
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select member.* from (
      select u.id, u.first_name, u.last_name, u.image_url, m.role,
        lower(concat_ws(' ', u.first_name, u.last_name)) as name
      from public.memberships m
      join public.users u on u.id = m.user_id
      where m.gym_id = gym and m.approved_at is not null and m.left_at is null
        and u.deleted_at is null
    ) member
    where after_id is null or (member.name, member.id) > (after_name, after_id)
    order by member.name, member.id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_directory(uuid, text, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_directory(uuid, text, uuid, integer) to authenticated;
--> statement-breakpoint

alter table "public"."app_stores" force row level security;
--> statement-breakpoint
revoke all on table "public"."app_stores" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."app_stores" to anon;
--> statement-breakpoint
grant select on table "public"."app_stores" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."app_stores" to service_role;
--> statement-breakpoint
alter table "public"."gyms" force row level security;
--> statement-breakpoint
revoke all on table "public"."gyms" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "address", "logo", "manager_id", "since", "timezone") on table "public"."gyms" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gyms" to service_role;
--> statement-breakpoint
alter table "private"."idempotency_keys" force row level security;
--> statement-breakpoint
revoke all on table "private"."idempotency_keys" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."idempotency_keys" to service_role;
--> statement-breakpoint
alter table "public"."memberships" force row level security;
--> statement-breakpoint
revoke all on table "public"."memberships" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("role", "approved_at", "denied_at", "decided_by", "left_at") on table "public"."memberships" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."memberships" to service_role;
--> statement-breakpoint
alter table "public"."push_tokens" force row level security;
--> statement-breakpoint
revoke all on table "public"."push_tokens" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, delete on table "public"."push_tokens" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."push_tokens" to service_role;
--> statement-breakpoint
alter table "private"."rate_limits" force row level security;
--> statement-breakpoint
revoke all on table "private"."rate_limits" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."rate_limits" to service_role;
--> statement-breakpoint
alter table "public"."roles" force row level security;
--> statement-breakpoint
revoke all on table "public"."roles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."roles" to anon;
--> statement-breakpoint
grant select on table "public"."roles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."roles" to service_role;
--> statement-breakpoint
alter table "public"."user_profiles" force row level security;
--> statement-breakpoint
revoke all on table "public"."user_profiles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."user_profiles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."user_profiles" to service_role;
--> statement-breakpoint
alter table "public"."users" force row level security;
--> statement-breakpoint
revoke all on table "public"."users" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("first_name", "last_name", "image_url", "birth_date", "gender", "phone", "instagram") on table "public"."users" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."users" to service_role;
--> statement-breakpoint
alter table "public"."versions" force row level security;
--> statement-breakpoint
revoke all on table "public"."versions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."versions" to anon;
--> statement-breakpoint
grant select on table "public"."versions" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."versions" to service_role;
--> statement-breakpoint
alter table "private"."webhook_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."webhook_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."webhook_deliveries" to service_role;
