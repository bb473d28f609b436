-- Uses the class that was taken (`private.take_punch`), if one was, for a check-in.
create or replace function private.spend_punch(punch uuid, check_in uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update private.dues_punches u set check_in_id = check_in where u.id = punch;
end
$$;
revoke execute on function private.spend_punch(uuid, uuid) from public;
