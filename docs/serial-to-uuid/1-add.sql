-- A column without a default is a change of the catalog. With `default gen_random_uuid()` it would be a
-- new value in every row: the table would be written anew, and everybody would wait for it.
alter table visits add column uuid uuid;
--> statement-breakpoint
alter table payments add column visit_uuid uuid;
--> statement-breakpoint
-- From here on no row comes into being without, and none that somebody writes stays without.
create function fill_visit_uuid() returns trigger language plpgsql set search_path = '' as $$
begin
  new.uuid := gen_random_uuid();
  return new;
end
$$;
--> statement-breakpoint
create trigger fill_uuid before insert or update on visits
for each row when (new.uuid is null) execute function fill_visit_uuid();
--> statement-breakpoint
-- Whoever writes one of the two columns has written the other.
create function pair_visit() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if new.visit_id is distinct from old.visit_id then
      new.visit_uuid := null;
    elsif old.visit_uuid is not null and new.visit_uuid is distinct from old.visit_uuid then
      new.visit_id := null;
    end if;
  end if;
  if new.visit_uuid is null then
    select v.uuid into new.visit_uuid from public.visits v where v.id = new.visit_id;
  elsif new.visit_id is null then
    select v.id into new.visit_id from public.visits v where v.uuid = new.visit_uuid;
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger pair_visit before insert or update on payments
for each row execute function pair_visit();
