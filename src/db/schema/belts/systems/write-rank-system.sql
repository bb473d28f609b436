-- A manager writes a gym's own rules of an art: a version that holds from a day on.
create or replace function private.write_rank_system(
  gym uuid, art text, name text, version text, valid_from date, source text,
  class_modalities text[], ranks jsonb
) returns setof public.rank_systems
language plpgsql security definer set search_path = '' as $$
declare
  written public.rank_systems;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym writes its rules'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  select * into written from private.put_rank_system(
    gym, art, name, version, valid_from, source, class_modalities, ranks
  );
  perform private.audit(
    gym, null, 'rank_system_written', jsonb_build_object(
      'modality', art, 'version', written.version, 'valid_from', written.valid_from
    )
  );
  return next written;
end
$$;
revoke execute on function private.write_rank_system(
  uuid, text, text, text, date, text, text[], jsonb
) from public;
grant execute on function private.write_rank_system(
  uuid, text, text, text, date, text, text[], jsonb
) to authenticated;
