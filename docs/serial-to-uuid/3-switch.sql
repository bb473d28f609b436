-- NOT NULL by way of a CHECK: it holds for whoever writes at once, the table is read through without
-- stopping anybody, and SET NOT NULL then believes it instead of reading itself.
alter table visits add constraint visits_uuid_present check (uuid is not null) not valid;
--> statement-breakpoint
alter table visits validate constraint visits_uuid_present;
--> statement-breakpoint
alter table visits alter column uuid set not null;
--> statement-breakpoint
alter table visits drop constraint visits_uuid_present;
--> statement-breakpoint
alter table payments add constraint payments_visit_uuid_present check (visit_uuid is not null) not valid;
--> statement-breakpoint
alter table payments validate constraint payments_visit_uuid_present;
--> statement-breakpoint
alter table payments alter column visit_uuid set not null;
--> statement-breakpoint
alter table payments drop constraint payments_visit_uuid_present;
--> statement-breakpoint
drop index concurrently visits_without_uuid;
--> statement-breakpoint
drop index concurrently payments_without_uuid;
--> statement-breakpoint
create unique index concurrently visits_uuid_key on visits (uuid);
--> statement-breakpoint
-- The primary key's index goes with it, and whoever still asks by the old id needs one.
create unique index concurrently visits_id_key on visits (id);
--> statement-breakpoint
create index concurrently payments_visit_uuid_index on payments (visit_uuid);
--> statement-breakpoint
alter table payments add constraint payments_visit_uuid_fkey
foreign key (visit_uuid) references visits (uuid) not valid;
--> statement-breakpoint
alter table payments validate constraint payments_visit_uuid_fkey;
--> statement-breakpoint
-- Both foreign keys held until here; one does from now on.
alter table payments drop constraint payments_visit_id_fkey;
--> statement-breakpoint
alter table visits
drop constraint visits_pkey,
add constraint visits_pkey primary key using index visits_uuid_key;
--> statement-breakpoint
alter table visits alter column uuid set default gen_random_uuid();
