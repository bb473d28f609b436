-- Removes whoever asks, and nobody else. No row when they have no live account.
create or replace function private.erase_caller()
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
begin
  return query
    select * from private.erase_user(
      private.current_user_id(), date_trunc('milliseconds', clock_timestamp())
    );
end
$$;
revoke execute on function private.erase_caller() from public;
grant execute on function private.erase_caller() to authenticated;
