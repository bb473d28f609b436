-- The extracted text, part by part, for whoever may read the document: put together it is what the
-- offsets of chunks and citations refer to.
create or replace function private.document_text(document_id uuid, after_part integer, page_size integer)
returns table (part integer, content text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from public.documents d
    where d.id = document_text.document_id
      and (
        d.user_id = private.current_user_id()
        or d.gym_id = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))
      )
  ) then
    return;
  end if;
  return query
    select p.part, p.content from private.document_parts p
    where p.document_id = document_text.document_id and p.part > after_part
    order by p.part limit least(page_size, 101);
end
$$;

revoke execute on function private.document_text(uuid, integer, integer) from public;
grant execute on function private.document_text(uuid, integer, integer) to authenticated;
