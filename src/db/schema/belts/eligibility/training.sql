-- The classes of a gym that people were present at by a day and that count as training of a system's
-- art: those of its `class_modalities`, or all.
create or replace function private.training(gym uuid, system uuid, people uuid[], on_date date)
returns table (user_id uuid, class_date date)
language sql stable set search_path = '' as $$
  select k.user_id, k.class_date
  from public.rank_systems s
  join public.check_ins k on k.gym_id = gym and k.user_id = any (people)
    and k.status = 'present' and k.class_date <= on_date
  where s.id = system and (s.class_modalities is null or exists (
    select from public.classes c where c.id = k.class_id and c.modality = any (s.class_modalities)
  ))
$$;
revoke execute on function private.training(uuid, uuid, uuid[], date) from public;
