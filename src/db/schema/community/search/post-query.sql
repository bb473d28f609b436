-- What is asked, in the terms of a language: any of its words. Null where no word is left of it.
create or replace function private.post_query(language text, question text) returns tsquery
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return (
    select string_agg(quote_literal(word), ' | ')::tsquery
    from unnest(tsvector_to_array(private.post_lexemes(language, question))) word
  );
end
$$;

revoke execute on function private.post_query(text, text) from public;
