-- Removes what was sent to a person, what they chose to be told, and their names from what they sent or
-- what names them. What they had not sent yet is not sent: nobody answers for it.
create or replace function private.erase_notifications(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.notifications n
  where n.sent_by = erased or n.gym_id in (
    select m.gym_id from public.memberships m where m.user_id = erased
  ) and n.audience -> 'user_ids' ? erased::text
  order by n.id for update;
  update public.notifications n set status = 'failed', failure = 'sender_gone'
  where n.sent_by = erased and n.status = 'pending';
  update public.notifications n set sent_by = null where n.sent_by = erased;
  update public.notifications n
  set audience = jsonb_set(n.audience, '{user_ids}', (n.audience -> 'user_ids') - erased::text)
  where n.gym_id in (select m.gym_id from public.memberships m where m.user_id = erased)
    and n.audience -> 'user_ids' ? erased::text;
  delete from private.notification_deliveries d where d.user_id = erased;
  delete from public.notification_recipients r where r.user_id = erased;
  delete from public.notification_preferences p where p.user_id = erased;
end
$$;
revoke execute on function private.erase_notifications(uuid) from public;
