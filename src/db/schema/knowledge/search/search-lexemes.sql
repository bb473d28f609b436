create or replace function private.search_lexemes(content text) returns tsvector
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return to_tsvector('pg_catalog.english', private.search_text(content));
end
$$;

revoke execute on function private.search_lexemes(text) from public;
