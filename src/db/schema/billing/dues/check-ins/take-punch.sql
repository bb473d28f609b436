-- Takes a class of a card or a trial that is free for use on a day; null where none is. Who takes one
-- waits for nobody: a row that somebody is at is theirs, and the next is looked at. So nobody can wait
-- for one another here, and no class is used twice.
create or replace function private.take_punch(account public.dues_accounts, day date) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  taken uuid;
begin
  select u.id into taken
  from private.dues_free_punches(account, day) with ordinality f (id, place)
  join private.dues_punches u on u.id = f.id
  where u.check_in_id is null
  order by f.place limit 1 for update of u skip locked;
  return taken;
end
$$;
revoke execute on function private.take_punch(public.dues_accounts, date) from public;
