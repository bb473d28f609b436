-- What is found of a post is computed from its words, whatever was given.
create or replace function private.index_post() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search_vector := setweight(private.post_lexemes(new.language, new.title), 'A')
    || setweight(private.post_lexemes(new.language, new.body), 'D');
  return new;
end
$$;

revoke execute on function private.index_post() from public;
