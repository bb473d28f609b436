import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';

/** A table as far as trying it needs to know it. */
export interface Table extends Record<string, unknown> {
  schema: string;
  name: string;
  /** The columns of the primary key; none for what has no key. */
  key: string[];
  /** The column that says whose a row is: a reference to a person, or the person's own id. */
  owner: string | null;
  /** Rows may be marked as deleted, which hides them. */
  marksDeleted: boolean;
}

export const fullName = ({ schema, name }: Table): string => `${schema}.${name}`;

/** The table for a statement. */
export const relation = ({ schema, name }: Table) =>
  sql`${sql.identifier(schema)}.${sql.identifier(name)}`;

/** The parts of Storage that row security guards; everything else of it is its service's own. */
const STORAGE = ['objects', 'buckets'];

/** Every table that an API role could reach, in order of name; those of Storage at the end. */
export async function listTables(db: SystemDatabase): Promise<Table[]> {
  const rows = await db.execute<Table>(sql`
    select n.nspname as schema, c.relname as name,
      array(
        select a.attname::text from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary
        order by array_position(i.indkey, a.attnum)
      ) as key,
      case when c.oid = to_regclass('public.users') then 'id' else (
        select a.attname::text from pg_constraint f
        join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[1]
        where f.conrelid = c.oid and f.contype = 'f' and cardinality(f.conkey) = 1
          and f.confrelid = to_regclass('public.users')
        order by a.attname <> 'user_id', a.attname like '%_by', a.attnum limit 1
      ) end as owner,
      exists (
        select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'deleted_at' and not a.attisdropped
      ) as "marksDeleted"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and (n.nspname in ('public', 'private') or (n.nspname = 'storage' and c.relname = any(${
    sql.param(STORAGE)
  })))
    order by n.nspname = 'storage', n.nspname <> 'public', 1, 2`);
  return [...rows];
}
