create or replace function private.guard_usage_count() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'usage_count is the sum of usage_events: insert one'
    using errcode = 'insufficient_privilege';
end
$$;

revoke execute on function private.guard_usage_count() from public;
