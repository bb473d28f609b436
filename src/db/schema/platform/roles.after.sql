-- A role that goes away here stays in the database, where memberships may name it.
insert into public.roles (id) values ('STUDENT'), ('INSTRUCTOR'), ('MANAGER')
on conflict (id) do nothing;
