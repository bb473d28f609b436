-- Only when no code that runs names the old columns. Who reviews the rest finds that said.
comment on column payments.visit_id is 'unused: visit_uuid is what refers to a visit';
--> statement-breakpoint
comment on column visits.id is 'unused: uuid is the key';
--> statement-breakpoint
-- First it may be empty, then nobody fills it any more, then it goes: no write in between fails.
alter table payments alter column visit_id drop not null;
--> statement-breakpoint
drop trigger pair_visit on payments;
--> statement-breakpoint
drop trigger fill_uuid on visits;
--> statement-breakpoint
alter table payments drop column visit_id;
--> statement-breakpoint
alter table visits drop column id;
--> statement-breakpoint
drop function pair_visit();
--> statement-breakpoint
drop function fill_visit_uuid();
