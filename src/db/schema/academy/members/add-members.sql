-- A manager adds people who do not sign in, as members of the gym. Whom the gym has already is told and
-- left alone: the same number of the gym's own, or, where one of the two has none, the same names,
-- birth date and email. The gym is held, so that the same list sent twice at once adds everybody
-- once. A dry run tells the same and writes nothing.
create or replace function private.add_members(
  gym uuid, people jsonb, source text, dry_run boolean
) returns table (line integer, user_id uuid, outcome text)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  person record;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym adds members'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  perform from public.gyms g where g.id = gym for no key update;
  for person in
    with wanted as (
      select p.*, private.person_key(p.first_name, p.last_name, p.birth_date, p.email) as key
      from jsonb_to_recordset(people) as p (
        line integer, first_name text, last_name text, email text, birth_date date, gender text,
        phone text, role text, external_ref text
      )
    ), here as materialized (
      select m.user_id, m.external_ref,
        private.person_key(u.first_name, u.last_name, u.birth_date, u.email) as key
      from public.memberships m join public.users u on u.id = m.user_id
      where m.gym_id = gym
    )
    select distinct on (w.line) w.*, coalesce(by_ref.user_id, by_key.user_id) as known
    from wanted w
    left join here by_ref on by_ref.external_ref = w.external_ref
    left join here by_key on by_key.key = w.key
      and (by_key.external_ref is null or w.external_ref is null)
    order by w.line, known
  loop
    line := person.line;
    user_id := person.known;
    outcome := case when user_id is null then 'added' else 'known' end;
    if user_id is null and not dry_run then
      insert into public.users as u (
        first_name, last_name, email, birth_date, gender, phone, source
      )
      values (
        person.first_name, person.last_name, person.email, person.birth_date, person.gender,
        person.phone, add_members.source
      )
      returning u.id into user_id;
      insert into public.memberships (
        user_id, gym_id, role, approved_at, decided_by, external_ref
      )
      values (
        add_members.user_id, gym, person.role, now(), caller, person.external_ref
      );
      perform private.audit(
        gym, add_members.user_id, 'member_added', jsonb_build_object('source', add_members.source)
      );
    end if;
    return next;
  end loop;
end
$$;
revoke execute on function private.add_members(uuid, jsonb, text, boolean) from public;
grant execute on function private.add_members(uuid, jsonb, text, boolean) to authenticated;
