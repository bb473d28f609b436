-- The first key, made here of what Postgres takes for strong random numbers (a uuid has 122 bits).
-- Another one by the same statement with the next id; the old ones stay, for links that were sent.
insert into private.mailing_keys (id, inner_key, outer_key)
select 1,
  string_agg(uuid_send(gen_random_uuid()), '') filter (where n <= 4),
  string_agg(uuid_send(gen_random_uuid()), '') filter (where n > 4)
from generate_series(1, 8) n
where not exists (select from private.mailing_keys)
having count(*) > 0;
