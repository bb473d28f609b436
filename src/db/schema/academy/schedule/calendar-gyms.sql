-- The gyms that a link's secret opens: the one it is for, or those of the person whose it is and of their children. Null when
-- there is no such link, or it was revoked.
create or replace function private.calendar_gyms(secret text) returns uuid[]
language plpgsql stable set search_path = '' as $$
begin
  return (
    select case when l.gym_id is null then private.gyms_of(l.user_id) else array[l.gym_id] end
    from public.calendar_links l
    where l.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and l.revoked_at is null
  );
end
$$;

revoke execute on function private.calendar_gyms(text) from public;
