-- Everything that is ours in a database, one row per object: what kind, which one, and its full
-- definition as Postgres writes it. Two databases are alike when these rows are.
with home as (
  select oid, nspname from pg_namespace where nspname in ('public', 'private')
), of_extension as (
  select classid, objid from pg_depend where deptype = 'e'
), relation as (
  select c.*, h.nspname || '.' || c.relname as name
  from pg_class c join home h on h.oid = c.relnamespace
  where ('pg_class'::regclass, c.oid) not in (select * from of_extension)
), function as (
  select p.*, h.nspname || '.' || p.proname || '(' || (
      select coalesce(string_agg(t::regtype::text, ', ' order by nth), '')
      from unnest(p.proargtypes) with ordinality a (t, nth)
    ) || ')' as name
  from pg_proc p join home h on h.oid = p.pronamespace
  where ('pg_proc'::regclass, p.oid) not in (select * from of_extension)
)
select 'schema' as kind, nspname::text as name, (
    select coalesce(string_agg(a::text, ' ' order by a::text), '')
    from pg_namespace n, unnest(n.nspacl) a where n.oid = home.oid
  ) as definition
from home
union all
select 'table', name, concat_ws(' ', relkind, relpersistence, array_to_string(array(
    select o from unnest(reloptions) o order by o), ' '),
    case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
from relation where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
union all
select 'security', name, concat_ws(' ', case when relrowsecurity then 'enabled' end,
    case when relforcerowsecurity then 'forced' end)
from relation where relkind in ('r', 'p')
union all
select 'column', r.name || '.' || a.attname, concat_ws(' ', format_type(atttypid, atttypmod),
    case when attnotnull then 'not null' end, nullif(attidentity, ''), nullif(attgenerated, ''),
    pg_get_expr(d.adbin, d.adrelid), case when attcollation <> typcollation then attcollation::regcollation end)
from relation r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
where r.relkind in ('r', 'p', 'f')
union all
-- NOT NULL is said of the column.
select 'constraint', r.name || '.' || conname,
  pg_get_constraintdef(c.oid) || case when convalidated then '' else ' not validated' end
from relation r join pg_constraint c on c.conrelid = r.oid
where contype in ('c', 'f', 'p', 'u', 'x')
union all
select 'index', r.name, pg_get_indexdef(r.oid) || case when i.indisvalid then '' else ' invalid' end
from relation r join pg_index i on i.indexrelid = r.oid
where not exists (select from pg_constraint where conindid = r.oid and contype in ('p', 'u', 'x'))
union all
select 'policy', r.name || '.' || polname, concat_ws(' ', polcmd, polpermissive::text,
    array_to_string(array(select role::regrole::text from unnest(polroles) role order by 1), ','),
    'using ' || pg_get_expr(polqual, polrelid), 'with check ' || pg_get_expr(polwithcheck, polrelid))
from relation r join pg_policy p on p.polrelid = r.oid
union all
select 'trigger', r.name || '.' || tgname, concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled)
from relation r join pg_trigger t on t.tgrelid = r.oid where not tgisinternal
union all
-- Whose right and on what; no row where nobody but the owner has one.
select 'grants', r.name, string_agg(entry, ' ' order by entry)
from relation r cross join lateral (
  select acl::text as entry from unnest(r.relacl) acl
  where acl::text not like pg_get_userbyid(r.relowner) || '=%'
  union all
  select a.attname || ':' || acl::text from pg_attribute a, unnest(a.attacl) acl
  where a.attrelid = r.oid and not a.attisdropped
) entries
where r.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
group by r.name
union all
select 'function', name, pg_get_functiondef(oid) || ' owner ' || pg_get_userbyid(proowner)
from function where prokind in ('f', 'p')
union all
-- What `create or replace` cannot change.
select 'signature', name,
  concat_ws(' ', prokind, pg_get_function_arguments(oid), pg_get_function_result(oid))
from function
union all
-- Without an entry everybody may execute a function, which must show too.
select 'execute', name, coalesce((
    select string_agg(acl::text, ' ' order by acl::text) from unnest(proacl) acl
  ), 'PUBLIC')
from function
union all
select 'type', h.nspname || '.' || t.typname, case t.typtype
    when 'e' then array_to_string(array(
      select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder), ', ')
    else concat_ws(' ', format_type(t.typbasetype, t.typtypmod), (
      select string_agg(pg_get_constraintdef(c.oid), ' ' order by conname)
      from pg_constraint c where c.contypid = t.oid)) end
from pg_type t join home h on h.oid = t.typnamespace
where t.typtype in ('e', 'd') and ('pg_type'::regclass, t.oid) not in (select * from of_extension)
order by 1, 2
