-- Says of customers who are nobody yet which of these members they are: the one who verified the same
-- address, has grown up and was not refused by a person. Of two nobody is taken.
create or replace function private.match_members(shop uuid, chosen uuid[], members uuid[])
returns void
language plpgsql set search_path = '' as $$
begin
  if chosen is null or members = '{}' then
    return;
  end if;
  update public.customers c set user_id = known.user_id, matched_by = 'email'
  from (
    select n.id, (array_agg(u.id))[1] as user_id
    from public.customers n
    join public.users u on lower(u.email collate "C") = lower(n.email collate "C")
    where n.id = any (chosen) and n.shop_id = shop and n.user_id is null and u.id = any (members)
      and not private.is_minor(u.birth_date)
      and not exists (
        select from private.refused_matches r
        where r.customer_id = n.id and r.shop_id = shop and r.user_id = u.id
      )
    group by n.id having count(*) = 1
  ) known
  where c.id = known.id;
end
$$;
revoke execute on function private.match_members(uuid, uuid[], uuid[]) from public;
