-- What is archived stays as it is, and since when is by the database's clock.
create or replace function private.guard_dues_plan() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.archived_at is not null then
    raise exception 'the plan is archived'
      using errcode = 'check_violation', constraint = 'dues_plans_archived';
  end if;
  if new.archived_at is not null then
    new.archived_at := now();
  end if;
  return new;
end
$$;
revoke execute on function private.guard_dues_plan() from public;
