-- Which members of a gym wear a belt of an art as of a day, of one degree if it is named: by their latest
-- graduation in whatever gym that is not voided. The first belt of the system in force is also of who was
-- never promoted.
create or replace function private.wearers_of(
  gym uuid, art text, worn text, worn_degree integer, on_date date
) returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  is_first constant boolean := coalesce(worn_degree, 0) = 0 and worn = (
    select r.belt from public.ranks r
    where r.system_id = (
      select s.id from public.rank_systems s
      where s.modality = art and coalesce(s.gym_id, gym) = gym and s.valid_from <= on_date
      order by s.gym_id nulls last, s.valid_from desc limit 1
    )
    order by r.position limit 1
  );
begin
  return array(
    select m.user_id from public.memberships m
    left join (
      select distinct on (g.user_id) g.user_id, g.belt, g.degree from public.graduations g
      where g.modality = art and g.voids is null and g.awarded_on <= on_date
        and not exists (select from public.graduations v where v.voids = g.id)
        and g.user_id in (
          select x.user_id from public.memberships x where x.gym_id = gym and x.in_effect
        )
      order by g.user_id, g.awarded_on desc, g.created_at desc, g.id desc
    ) rank on rank.user_id = m.user_id
    where m.gym_id = gym and m.in_effect and case
      when rank.user_id is null then is_first
      else rank.belt = worn and coalesce(rank.degree = worn_degree, true)
    end
  );
end
$$;
revoke execute on function private.wearers_of(uuid, text, text, integer, date) from public;
