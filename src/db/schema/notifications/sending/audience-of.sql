-- Who an audience of a gym is at an instant, in the order of ids: members in effect and nobody else,
-- whatever it names. Asks nobody who they are.
create or replace function private.audience_of(gym uuid, audience jsonb, at timestamptz)
returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  form constant text := audience ->> 'type';
  class constant uuid := audience ->> 'class_id';
  today constant date := (
    select (at at time zone g.timezone)::date from public.gyms g where g.id = gym
  );
  people uuid[];
begin
  people := case form
    when 'members' then array(
      select p.id::uuid from jsonb_array_elements_text(audience -> 'user_ids') p (id)
    )
    when 'occurrence' then private.expected_at(gym, class, (audience ->> 'class_date')::date)
    when 'class' then
      private.regulars_of(gym, class, today - (audience ->> 'days')::integer, today)
    when 'belt' then private.wearers_of(
      gym, audience ->> 'modality', audience ->> 'belt', (audience ->> 'degree')::integer, today
    )
    when 'at_risk' then array(
      select a.user_id
      from private.absent_members(gym, (audience ->> 'days')::integer, at, null, null, null) a
    )
  end;
  return array(
    select m.user_id from public.memberships m
    join public.users u on u.id = m.user_id and u.deleted_at is null
    where m.gym_id = gym and m.in_effect
      and (form = 'gym' or m.user_id in (select unnest(people)))
    order by m.user_id
  );
end
$$;
revoke execute on function private.audience_of(uuid, jsonb, timestamptz) from public;
