-- Matches a person with customers when their address was verified or changed, when they were approved in
-- a gym, and when it turns out how old they are. The argument is the column that says who.
create or replace function private.follow_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.match_person((to_jsonb(new) ->> tg_argv[0])::uuid);
  return null;
end
$$;
revoke execute on function private.follow_person() from public;
