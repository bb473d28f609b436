import type { Query } from '../catalog/catalog.ts';

/** What would not let a function be dropped. */
export interface Dependent {
  /** As the catalogue names it: `private.f(uuid)`. */
  function: string;
  kind: 'policy' | 'trigger' | 'constraint' | 'other';
  /** `schema.table.name`, or a description of anything else. */
  name: string;
}

/** Lists what stands on our functions, in the database that `query` asks. */
export const dependentsOf = (query: Query): Promise<Dependent[]> =>
  query(`
    select n.nspname || '.' || p.proname || '(' || (
        select coalesce(string_agg(t::regtype::text, ', ' order by nth), '')
        from unnest(p.proargtypes) with ordinality a (t, nth)
      ) || ')' as function,
      coalesce(o.kind, 'other') as kind,
      coalesce(o.name, pg_describe_object(d.classid, d.objid, d.objsubid)) as name
    from pg_depend d
    join pg_proc p on d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
    join pg_namespace n on n.oid = p.pronamespace and n.nspname in ('public', 'private')
    left join lateral (
      select kind, h.nspname || '.' || c.relname || '.' || o.name as name
      from (
        select 'policy' as kind, polrelid as rel, polname as name from pg_policy
        where d.classid = 'pg_policy'::regclass and oid = d.objid
        union all
        select 'trigger', tgrelid, tgname from pg_trigger
        where d.classid = 'pg_trigger'::regclass and oid = d.objid
        union all
        select 'constraint', conrelid, conname from pg_constraint
        where d.classid = 'pg_constraint'::regclass and oid = d.objid
      ) o join pg_class c on c.oid = o.rel join pg_namespace h on h.oid = c.relnamespace
    ) o on true
    where d.deptype = 'n'`);
