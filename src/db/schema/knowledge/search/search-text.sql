-- How text becomes lexemes, for chunks and for questions alike. Accents are folded, and punctuation
-- becomes space first: Postgres' parser reads `IL-6` as the number -6, `and/or` as a path, `end.Next` as
-- a host and `a <b and c> d` as a tag, and what it takes “quotes” for depends on the server's locale. A
-- point stays between digits. Character for character, so that places in the text hold.
create or replace function private.search_text(content text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if content ~ '[À-ÿ]' then
    content := translate(
      content,
      'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ',
      'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy'
    );
  end if;
  return regexp_replace(
    content collate pg_catalog.pg_c_utf8,
    '[[:cntrl:]]|(?!\.)[[:punct:]]|(?<![0-9])\.|\.(?![0-9])', ' ', 'g'
  );
end
$$;

revoke execute on function private.search_text(text) from public;
