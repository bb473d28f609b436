-- What a certificate says, for whom it is about, their guardians and staff of the gym that awarded it:
-- the names of that day's staff too, who may have left. No row for anybody else, nor for a row that
-- voids another.
create or replace function private.certificate_of(graduation uuid) returns table (
  voided boolean, person text, gym text, rank text, degree integer, modality text, awarded_by text,
  awarded_on date, created_at timestamptz
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select exists (select from public.graduations v where v.voids = g.id),
      nullif(concat_ws(' ', u.first_name, u.last_name), ''), y.name, coalesce(r.name, g.belt), g.degree,
      g.modality, nullif(concat_ws(' ', a.first_name, a.last_name), ''), g.awarded_on, g.created_at
    from public.graduations g
    join public.gyms y on y.id = g.gym_id
    join public.users u on u.id = g.user_id
    left join public.users a on a.id = g.awarded_by
    left join public.ranks r on r.belt = g.belt
      and r.system_id = private.rank_system_in_force(g.gym_id, g.modality, g.awarded_on)
    where g.id = graduation and g.voids is null
      and (g.user_id = any (private.person_ids())
        or g.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER')));
end
$$;

revoke execute on function private.certificate_of(uuid) from public;
grant execute on function private.certificate_of(uuid) to authenticated;
