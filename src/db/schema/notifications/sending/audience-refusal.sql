-- Why the caller may not write to an audience of a gym, or at a time; null where they may.
create or replace function private.audience_refusal(gym uuid, audience jsonb, due timestamptz)
returns text
language plpgsql stable set search_path = '' as $$
begin
  return case
    when not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then 'not_staff_here'
    when audience ? 'class_id' and not exists (
      select from public.classes c
      where c.id = (audience ->> 'class_id')::uuid and c.gym_id = gym and c.deleted_at is null
    ) then 'class_not_found'
    when not private.may_notify(private.current_user_id(), gym, audience) then 'not_your_class'
    when due <= now() then 'scheduled_in_past'
    when due > now() + interval '1 year' then 'scheduled_too_late'
  end;
end
$$;
revoke execute on function private.audience_refusal(uuid, jsonb, timestamptz) from public;
