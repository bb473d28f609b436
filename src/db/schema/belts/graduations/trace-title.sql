-- Who writes a title down, or takes one away, leaves a trace: it shortens the time at a rank.
create or replace function private.trace_title() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  title constant public.titles := case when tg_op = 'INSERT' then new else old end;
begin
  perform private.audit(
    title.gym_id, title.user_id,
    case when tg_op = 'INSERT' then 'title_recorded' else 'title_removed' end,
    jsonb_build_object(
      'title', title.title, 'modality', title.modality, 'belt', title.belt, 'won_on', title.won_on
    )
  );
  return null;
end
$$;

revoke execute on function private.trace_title() from public;
