-- How words become search terms by the grammar of a language: once as they are written, and once with
-- their accents folded, so that who types `graduacao` finds `graduação`. Punctuation is space, as in
-- `private.search_text`. Portuguese plurals in `-ões` are made singular first, which Postgres' grammar
-- leaves out: `reuniões` is `reunião`.
create or replace function private.post_lexemes(language text, content text) returns tsvector
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  grammar constant regconfig := case language
    when 'pt' then 'pg_catalog.portuguese'::regconfig
    when 'en' then 'pg_catalog.english'::regconfig
    else 'pg_catalog.simple'::regconfig
  end;
  written text := regexp_replace(
    content collate pg_catalog.pg_c_utf8, '[[:cntrl:]]|[[:punct:]]', ' ', 'g'
  );
  folded text := private.search_text(content);
begin
  if language = 'pt' then
    written := regexp_replace(written, 'ões\M', 'ão', 'gi');
    folded := regexp_replace(folded, 'oes\M', 'ao', 'gi');
  end if;
  return to_tsvector(grammar, written) || to_tsvector(grammar, folded);
end
$$;

revoke execute on function private.post_lexemes(text, text) from public;
