-- Somebody else's Supabase project, with what makes row security hard to read. Nothing of Tatame's.
do $$ begin
  create role foreign_keeper nologin;
exception when duplicate_object or unique_violation then null; end $$;
grant foreign_keeper to postgres;
grant usage, create on schema public to foreign_keeper;
create schema inner_sanctum;  -- no API role has USAGE here, as in many projects
create type public.point2 as (x integer, "Y" text);
create domain public.short_text as text check (length(value) < 2000000);

create table public.orgs (id uuid primary key, name text not null);
create table public.members (
  org_id uuid not null references public.orgs, user_id uuid not null,
  role text not null default 'reader', approved_at timestamptz, primary key (org_id, user_id)
);
create table public."Weird ""Notes""" (
  "ID" integer primary key, org_id uuid references public.orgs, gone text,
  "Text" public.short_text, "order" integer, "it's" text[], place public.point2, extra jsonb,
  archived boolean, published boolean not null default false,
  size integer generated always as (length("Text")) stored
);
alter table public."Weird ""Notes""" drop column gone;
create table public.plain (id integer primary key, owner uuid, secret text, note text);
create table public.raising (id integer primary key, divisor integer);
create table public.recursive (id integer primary key, parent integer);
create table public.moody (id integer primary key);
create table public.closed (id integer primary key);
create table public.open_to_all (id integer primary key);
create table public.parts (id integer, region text, owner uuid, primary key (id, region))
  partition by list (region);
create table public.parts_eu partition of public.parts for values in ('eu');
create table public.stamped (id integer primary key, owner uuid, by_trigger text, "upper" text);
create table public.kept (id integer primary key);
create table public.kept_forced (id integer primary key);
create view public.plain_view with (security_invoker) as select id, owner from public.plain;

create function inner_sanctum.is_member(org uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.members m
    where m.org_id = org and m.user_id = (select auth.uid()) and m.approved_at is not null
  )
$$;
create function inner_sanctum.is_big(note public."Weird ""Notes""") returns boolean
language sql immutable as $$ select note.size > 1000 $$;
create function inner_sanctum.role_in(org uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  me constant uuid := auth.uid();
begin
  -- a visitor; has none
  if me is null then
    return null;
  elsif org is null then
    return 'nowhere; ''really''';
  end if;
  return (select m.role from public.members m where m.org_id = org and m.user_id = me);
end
$$;
create function inner_sanctum.stamp() returns trigger language plpgsql as $$
begin
  if new."upper" = 'refuse' then
    raise exception 'not today' using errcode = 'P0042';
  elsif new."upper" = 'skip' then
    return null;
  end if;
  new.by_trigger := coalesce(new.by_trigger, current_user);
  new."upper" := upper(new."upper");
  return new;
end
$$;
create trigger "zzz stamp" before insert or update or delete on public.stamped
  for each row when (pg_trigger_depth() = 0) execute function inner_sanctum.stamp();
alter table public.stamped disable trigger "zzz stamp";
create trigger "zzzz Stamp" before insert or update on public.stamped
  for each row execute function inner_sanctum.stamp();

alter table public.orgs enable row level security;
alter table public.members enable row level security;
alter table public."Weird ""Notes""" enable row level security;
alter table public.plain enable row level security;
alter table public.raising enable row level security;
alter table public.recursive enable row level security;
alter table public.moody enable row level security;
alter table public.closed enable row level security;
alter table public.parts enable row level security;
alter table public.stamped enable row level security;

alter table public.kept enable row level security;
alter table public.kept_forced enable row level security;
alter table public.kept_forced force row level security;
create policy even on public.kept using (id % 2 = 0);
create policy even on public.kept_forced using (id % 2 = 0);

create policy "members of it" on public.orgs for select to authenticated
  using (inner_sanctum.is_member(id));
create policy own on public.members for select using (user_id = auth.uid());
create policy "readers' notes" on public."Weird ""Notes""" for select to authenticated using (
  exists (select 1 from public.members m
    where m.org_id = "Weird ""Notes""".org_id and m.user_id = auth.uid() and m.approved_at is not null)
);
create policy published on public."Weird ""Notes""" for select to public using (published);
create policy writers on public."Weird ""Notes""" for all to authenticated
  using (inner_sanctum.role_in(org_id) in ('writer', 'owner')
    or inner_sanctum.is_big("Weird ""Notes""") and not ("order" < 0));
create policy "not archived" on public."Weird ""Notes""" as restrictive for all to public
  using (archived is not true) with check (not archived and (place).x > 0);
create policy "tags" on public."Weird ""Notes""" as restrictive for update
  using ("it's" && array['a', 'it''s']) with check (extra ->> 'a\b' is distinct from 'no');
create policy mine on public.plain for all to authenticated using (owner = auth.uid());
create policy raises on public.raising for select using (10 / divisor > 1);
create policy guarded on public.raising for delete using (divisor <> 0 and 10 / divisor > 1);
create policy again on public.recursive using (
  exists (select 1 from public.recursive r where r.id = recursive.parent)
);
create policy dice on public.moody using (random() < 2 and random() > -1);
create policy mine on public.parts using (owner = auth.uid() and region = 'eu');
create policy mine on public.stamped to authenticated using (owner = auth.uid())
  with check (owner = auth.uid() and "upper" = upper("upper") and by_trigger = 'authenticated');

revoke all on all tables in schema public from anon, authenticated;
grant usage on schema public to anon, authenticated;
grant execute on all functions in schema inner_sanctum to anon, authenticated;
grant all on all tables in schema public to authenticated;
grant select on all tables in schema public to anon;
revoke all on public.plain from anon, authenticated;
grant select (id, owner, note), insert (id, owner, secret), update (note), delete on public.plain
  to authenticated;
revoke select on public.closed from anon;

insert into public.orgs values
  ('00000000-0000-0000-0000-00000000000a', 'A'), ('00000000-0000-0000-0000-00000000000b', 'B');
insert into public.members values
  ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'writer', now()),
  ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'reader', null),
  ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000002', 'reader', now());
insert into public."Weird ""Notes""" values
  (1, '00000000-0000-0000-0000-00000000000a', 'x', 1, '{a,NULL,"it''s"}', '(1,"a,b")', '{"a\\b":"no"}', false, false),
  (2, '00000000-0000-0000-0000-00000000000a', repeat(E'é\\''"(),', 150), null, null, '(0,)', null, null, true),
  (3, '00000000-0000-0000-0000-00000000000b', null, -1, '{}', null, '{}', true, true),
  (4, null, E'line\nbreak\\', 7, '{it''s}', '(5,"")', '{"x":null}', false, false);
insert into public.plain values (1, '00000000-0000-0000-0000-000000000001', 's', 'n'),
  (2, '00000000-0000-0000-0000-000000000002', null, null), (3, null, 's', 'n');
insert into public.raising values (1, 0), (2, 2), (3, null), (4, 100);
insert into public.recursive values (1, null), (2, 1);
insert into public.moody values (1);
insert into public.closed values (1);
insert into public.open_to_all values (1);
insert into public.parts values (1, 'eu', '00000000-0000-0000-0000-000000000001'), (2, 'eu', null);
alter table public.stamped disable trigger all;
insert into public.stamped values (1, '00000000-0000-0000-0000-000000000001', null, 'a'),
  (2, '00000000-0000-0000-0000-000000000002', 'x', 'B'), (3, '00000000-0000-0000-0000-000000000001', null, 'skip'),
  (4, '00000000-0000-0000-0000-000000000001', 'someone', 'refuse');
alter table public.stamped enable trigger "zzzz Stamp";
insert into public.kept values (1), (2);
insert into public.kept_forced values (1), (2);
alter table public.kept owner to foreign_keeper;
alter table public.kept_forced owner to foreign_keeper;
