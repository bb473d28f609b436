import type { Command, Relation } from '../explanation.ts';
import { ExplainError, type Run } from '../ports.ts';
import { literal, spoken } from '../expression/quote.ts';

/** What the catalog says of a table, and of what a role may do with it. */
export interface Table extends Relation {
  kind: 'r' | 'p' | 'v' | 'm' | 'f';
  owner: string;
  enabled: boolean;
  forced: boolean;
  /** Whether row security binds the very connection that reads here. */
  bindsReader: boolean;
  columns: Column[];
  /** The columns of the primary key; none where there is none. */
  key: string[];
  policies: Policy[];
  triggers: Trigger[];
  standing: Standing;
}

export interface Column {
  name: string;
  type: string;
  /** The expression of a generated column. */
  generation: string | null;
  /** GENERATED ALWAYS AS IDENTITY: no statement gives it a value. */
  ownIdentity: boolean;
  select: boolean;
  insert: boolean;
  update: boolean;
}

export interface Policy {
  name: string;
  for: Command | 'all';
  permissive: boolean;
  to: string[];
  /** Whether one of `to` is everybody, the role, or a role whose rights it inherits. */
  isForRole: boolean;
  using: string | null;
  check: string | null;
}

export interface Trigger {
  name: string;
  function: string;
  before: boolean;
  eachRow: boolean;
  events: Command[];
}

export interface Standing {
  superuser: boolean;
  bypasses: boolean;
  /** Has the rights of the table's owner. */
  owns: boolean;
  usage: boolean;
  select: boolean;
  insert: boolean;
  update: boolean;
  delete: boolean;
}

/**
 * Reads a table with all that decides about access to it. With an empty search path, so that Postgres
 * writes every name in full: who reads the expressions later may have another.
 *
 * @throws ExplainError where there is no such table or role
 */
export async function readTable(system: Run, relation: Relation, role: string): Promise<Table> {
  const { rows: [row] } = await system(tableQuery(relation, role));
  const table = row?.table ? JSON.parse(row.table) as Table : undefined;
  if (!table) throw new ExplainError(`There is no table ${spoken(relation)}, or no role ${role}.`);
  return table;
}

const tableQuery = ({ schema, name }: Relation, role: string): string => `
select case when set_config('search_path', 'pg_catalog', true) is not null then (
  select jsonb_build_object(
    'schema', n.nspname, 'name', c.relname, 'kind', c.relkind, 'owner', pg_get_userbyid(c.relowner),
    'enabled', c.relrowsecurity, 'forced', c.relforcerowsecurity,
    'bindsReader', c.relkind in ('r', 'p') and row_security_active(c.oid),
    'columns', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'generation', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
        'ownIdentity', a.attidentity = 'a',
        'select', has_column_privilege(r.oid, c.oid, a.attnum, 'select'),
        'insert', has_column_privilege(r.oid, c.oid, a.attnum, 'insert'),
        'update', has_column_privilege(r.oid, c.oid, a.attnum, 'update')
      ) order by a.attnum), '[]')
      from pg_attribute a left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ),
    'key', (
      select coalesce(jsonb_agg(a.attname order by k.place), '[]')
      from pg_index i, unnest(i.indkey::smallint[]) with ordinality k (number, place), pg_attribute a
      where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number
    ),
    'policies', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', p.polname, 'permissive', p.polpermissive,
        'for', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
          when 'd' then 'delete' else 'all' end,
        'to', (
          select jsonb_agg(case t when 0 then 'public' else pg_get_userbyid(t) end)
          from unnest(p.polroles) t
        ),
        'isForRole', exists (
          select from unnest(p.polroles) t where t = 0 or pg_has_role(r.oid, t, 'usage')
        ),
        'using', pg_get_expr(p.polqual, c.oid), 'check', pg_get_expr(p.polwithcheck, c.oid)
      ) order by p.polname), '[]')
      from pg_policy p where p.polrelid = c.oid
    ),
    'triggers', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', t.tgname, 'function', t.tgfoid::regproc::text,
        'before', t.tgtype & 66 = 2, 'eachRow', t.tgtype & 1 = 1,
        'events', array_remove(array[
          case when t.tgtype & 4 > 0 then 'insert' end, case when t.tgtype & 16 > 0 then 'update' end,
          case when t.tgtype & 8 > 0 then 'delete' end
        ], null)
      ) order by t.tgname), '[]')
      from pg_trigger t
      where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled in ('O', 'A')
    ),
    'standing', jsonb_build_object(
      'superuser', r.rolsuper, 'bypasses', r.rolsuper or r.rolbypassrls,
      'owns', pg_has_role(r.oid, c.relowner, 'usage'),
      'usage', has_schema_privilege(r.oid, n.oid, 'usage'),
      'select', has_table_privilege(r.oid, c.oid, 'select'),
      'insert', has_table_privilege(r.oid, c.oid, 'insert'),
      'update', has_table_privilege(r.oid, c.oid, 'update'),
      'delete', has_table_privilege(r.oid, c.oid, 'delete')
    )
  )::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r
  where n.nspname = ${literal(schema)} and c.relname = ${literal(name)}
    and r.rolname = ${literal(role)} and c.relkind in ('r', 'p', 'v', 'm', 'f')
) end as "table"`;
