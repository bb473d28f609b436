-- What the example begins with: a table whose key is a serial, and one that refers to it.
create table visits (
  id serial primary key,
  code text not null unique,
  note text not null
);
--> statement-breakpoint
create table payments (
  id serial primary key,
  code text not null unique,
  visit_id integer not null constraint payments_visit_id_fkey references visits (id)
);
--> statement-breakpoint
create index payments_visit_id_index on payments (visit_id);
