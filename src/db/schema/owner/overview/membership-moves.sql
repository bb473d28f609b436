-- Who came to a gym and who left it from one instant until another, everybody once: members at the
-- start, who joined for the first time meanwhile, who came back, who left and was away at the end, of
-- those how many were members at the start (`churned`), and members at the end. So the start, and who
-- joined and returned, less who left, is the end. Who left and came back in between stayed.
create or replace function private.membership_moves(gym uuid, start timestamptz, finish timestamptz)
returns table (
  at_start integer, joined integer, returned integer, "left" integer, churned integer, at_end integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select
      count(*) filter (where m.was_in)::integer,
      count(*) filter (where m.came and not m.was_in and not m.known)::integer,
      count(*) filter (where m.came and not m.was_in and m.known)::integer,
      count(*) filter (where (m.was_in or m.came) and not m.is_in)::integer,
      count(*) filter (where m.was_in and not m.is_in)::integer,
      count(*) filter (where m.is_in)::integer
    from (
      select bool_or(p.began_at < start) as known,
        bool_or(p.began_at < start and coalesce(p.ended_at >= start, true)) as was_in,
        bool_or(p.began_at >= start) as came,
        bool_or(coalesce(p.ended_at >= finish, true)) as is_in
      from public.membership_periods p
      where p.gym_id = gym and p.began_at < finish
      group by p.user_id
    ) m;
end
$$;
revoke execute on function private.membership_moves(uuid, timestamptz, timestamptz) from public;
