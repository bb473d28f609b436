-- Search as the caller. Row security would keep the index on the text from being used, because `@@` is
-- not leakproof; so this asks for itself what the caller may find, and filters by it explicitly.
create or replace function private.search_chunks(
  question text, gym uuid, document_ids uuid[], best_per_document boolean,
  after_score double precision, after_id uuid, page_size integer
)
returns table (
  id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
  content text, start_offset integer, end_offset integer, score double precision, marked text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
  gyms constant uuid[] := private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER');
begin
  if caller is null then
    return;
  end if;
  return query select * from private.rank_chunks(
    case when gym = any (gyms) then array[gym] else caller || gyms end,
    question, gym, document_ids, best_per_document, after_score, after_id, page_size
  );
end
$$;

revoke execute on function private.search_chunks(
  text, uuid, uuid[], boolean, double precision, uuid, integer
) from public;
grant execute on function private.search_chunks(
  text, uuid, uuid[], boolean, double precision, uuid, integer
) to authenticated;
