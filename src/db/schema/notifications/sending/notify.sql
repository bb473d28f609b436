-- Tells people of a gym what happened to them, for functions and triggers that have decided that: in
-- their transaction, so it is told if and when that commits. A thousand to a notification.
create or replace function private.notify(
  gym uuid, kind text, people uuid[], title text, content text
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notifications (gym_id, automatic, kind, title, content, audience)
  select gym, true, notify.kind, notify.title, notify.content,
    jsonb_build_object('type', 'members', 'user_ids', jsonb_agg(p.id order by p.id))
  from (
    select u.id, (row_number() over (order by u.id) - 1) / 1000 as part
    from (select distinct unnest(people) as id) u
  ) p
  group by p.part;
end
$$;
revoke execute on function private.notify(uuid, text, uuid[], text, text) from public;
