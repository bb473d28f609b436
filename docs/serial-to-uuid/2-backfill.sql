-- What is left to do: each batch finds it at once, and the index empties as it goes.
create index concurrently visits_without_uuid on visits (id) where uuid is null;
--> statement-breakpoint
-- again: run until it says false. A row that somebody is writing is passed over, so the batch waits for
-- nobody while it holds rows, and the trigger fills that row or the next round does. NO KEY UPDATE lets
-- through who refers to a row meanwhile.
with batch as (
  select id from visits where uuid is null order by id limit 1000
  for no key update skip locked
), filled as (
  update visits v set uuid = gen_random_uuid() from batch where v.id = batch.id returning 1
)
select (select count(*) from filled) as filled,
  exists (select from visits where uuid is null) as again;
--> statement-breakpoint
-- Behind the visits, for it waits until all have ended who wrote a payment before every visit had its uuid:
-- theirs may have found none, and would come to light when nobody looks for it any more.
create index concurrently payments_without_uuid on payments (id) where visit_uuid is null;
--> statement-breakpoint
-- again: when every visit has its own. A visit that is referred to cannot be missing.
with batch as (
  select id, visit_id from payments where visit_uuid is null order by id limit 1000
  for no key update skip locked
), filled as (
  update payments p set visit_uuid = v.uuid
  from batch join visits v on v.id = batch.visit_id
  where p.id = batch.id returning 1
)
select (select count(*) from filled) as filled,
  exists (select from payments where visit_uuid is null) as again;
