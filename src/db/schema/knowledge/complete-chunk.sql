-- A chunk is its document's: owner, gym and who may find it are copied, whatever was given. The
-- lock makes whoever shares or un-shares meanwhile wait, so that no chunk keeps an old audience.
create or replace function private.complete_chunk() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  document record;
  body tsvector;
begin
  select d.user_id, d.gym_id, d.title into strict document
  from public.documents d where d.id = new.document_id for share;
  new.user_id := document.user_id;
  new.gym_id := document.gym_id;
  new.acl := array_remove(array[document.user_id, document.gym_id], null);

  if tg_op = 'INSERT' or (new.heading, new.content, new.search_vector)
    is distinct from (old.heading, old.content, old.search_vector)
  then
    body := private.search_lexemes(new.content);
    new.search_vector := setweight(private.search_lexemes(document.title), 'A')
      || setweight(private.search_lexemes(coalesce(new.heading, '')), 'B')
      || setweight(body, 'D');
    new.token_count := (select coalesce(sum(cardinality(positions)), 0) from unnest(body));
  end if;
  return new;
end
$$;

revoke execute on function private.complete_chunk() from public;
