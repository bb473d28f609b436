-- Of whom a title is written down is a member of the gym, and stays it; it was won by today, at a rank
-- that the rules of that day know. Its row is there already, so whoever is named is held.
create or replace function private.check_title() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  fault text;
begin
  perform from public.memberships m
  where m.user_id = new.user_id and m.gym_id = new.gym_id and m.in_effect for share;
  fault := case
    when not found then 'titles_of_members'
    when new.won_on > (
      select (now() at time zone g.timezone)::date from public.gyms g where g.id = new.gym_id
    ) then 'titles_until_today'
    when not exists (
      select from public.ranks r
      where r.system_id = private.rank_system_in_force(new.gym_id, new.modality, new.won_on)
        and r.belt = new.belt
    ) then 'titles_of_the_rules'
  end;
  if fault is not null then
    raise exception 'a title is not as it must be'
      using errcode = 'check_violation', constraint = fault;
  end if;
  return null;
end
$$;

revoke execute on function private.check_title() from public;
