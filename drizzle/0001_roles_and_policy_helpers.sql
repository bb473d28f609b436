-- The login role of the edge functions. It holds no right of its own: a statement reaches data only
-- after becoming anon, authenticated or service_role, and those three are all it can become. It has
-- no password here; the deployment sets one (see README).
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'edge') then
    create role edge login noinherit nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;
--> statement-breakpoint
grant anon, authenticated, service_role to edge with inherit false, set true;
--> statement-breakpoint

-- API roles may name the functions granted to them below, and nothing else in here.
revoke all on schema private from public;
--> statement-breakpoint
grant usage on schema private to anon, authenticated, service_role;
--> statement-breakpoint

-- The one resolver from a verified token to a user. `sub` stays text: Clerk's is not a uuid. It is read
-- into a constant first: inside the query the claims would be parsed several times over.
create function private.current_user_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  caller_subject constant text := auth.jwt() ->> 'sub';
begin
  return (
    select u.id from public.users u
    where u.subject = caller_subject and u.deleted_at is null
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.current_user_id() from public;
--> statement-breakpoint
grant execute on function private.current_user_id() to anon, authenticated, service_role;
--> statement-breakpoint

-- The gyms in which the caller's membership is in effect with one of the wanted roles. plpgsql, so
-- that the planner cannot inline it and policies keep using the gym index.
create function private.gym_ids(variadic wanted text[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(m.gym_id) from public.memberships m
      where m.user_id = caller
        and m.role = any (wanted)
        and m.approved_at is not null
        and m.left_at is null
    ),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_ids(text[]) from public;
--> statement-breakpoint
grant execute on function private.gym_ids(text[]) to authenticated, service_role;
--> statement-breakpoint

-- Whose profile the caller may read as staff: the members of the gyms they teach in or manage, and
-- for a manager also those who ask to join, so that the request can be decided.
create function private.visible_member_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  managed constant uuid[] := private.gym_ids('MANAGER');
begin
  return query
    select m.user_id from public.memberships m
    where m.left_at is null
      and m.denied_at is null
      and (
        m.gym_id = any (staffed) and m.approved_at is not null
        or m.gym_id = any (managed) and m.approved_at is null
      );
end
$$;
--> statement-breakpoint
revoke execute on function private.visible_member_ids() from public;
--> statement-breakpoint
grant execute on function private.visible_member_ids() to authenticated, service_role;
--> statement-breakpoint

create function private.is_timezone(name text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  perform timestamptz 'epoch' at time zone name;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;
--> statement-breakpoint
revoke execute on function private.is_timezone(text) from public;
--> statement-breakpoint
grant execute on function private.is_timezone(text) to authenticated, service_role;
--> statement-breakpoint

-- Strictly increasing, because the ETag is made from it: two writes in one millisecond must not
-- leave the same version behind.
create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := greatest(
    date_trunc('milliseconds', clock_timestamp()),
    old.updated_at + interval '1 millisecond'
  );
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.touch_updated_at() from public;
