import type postgres from 'postgres';
import { literal } from '../../explain/expression/quote.ts';
import { type CopyRows, SCHEMAS, type Table } from './tables.ts';

interface ForeignKey {
  child: string;
  parent: string;
  /** As SQL writes them, in the same order. */
  columns: string[];
  keys: string[];
}

/** Keys that one statement asks the source for. */
const AT_ONCE = 500;

/**
 * Fetches what the copied rows refer to, and what that refers to, until nothing is missing that the
 * source has: references go in circles, so there is no order that would do it in one pass.
 */
export async function closeReferences(
  into: postgres.Sql,
  tables: Table[],
  copy: CopyRows,
): Promise<void> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  let waiting = await foreignKeys(into);
  while (waiting.length > 0) {
    const grown = new Set<string>();
    for (const key of waiting) {
      const table = byName.get(key.parent);
      const missing = await missingKeys(into, key);
      if (!table || missing.length === 0) continue;
      for (let at = 0; at < missing.length; at += AT_ONCE) {
        const wanted = missing.slice(at, at + AT_ONCE)
          .map((values) => `(${values.map(literal).join(', ')})`);
        await copy(table, `where (${key.keys.join(', ')}) in (${wanted.join(', ')})`);
      }
      const left = await missingKeys(into, key);
      if (left.length < missing.length) grown.add(key.parent);
    }
    // Only new rows can miss something; a table that refers to itself is among them.
    waiting = (await foreignKeys(into)).filter(({ child }) => grown.has(child));
  }
}

const foreignKeys = (sql: postgres.Sql): Promise<ForeignKey[]> =>
  sql<ForeignKey[]>`
    select format('%I.%I', cn.nspname, c.relname) as child,
      format('%I.%I', pn.nspname, p.relname) as parent,
      (select array_agg(quote_ident(attname) order by nth)
        from unnest(k.conkey) with ordinality u (attnum, nth)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = u.attnum) as columns,
      (select array_agg(quote_ident(attname) order by nth)
        from unnest(k.confkey) with ordinality u (attnum, nth)
        join pg_attribute a on a.attrelid = p.oid and a.attnum = u.attnum) as keys
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
    join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
    where k.contype = 'f' and k.convalidated
      and cn.nspname = any(${SCHEMAS}) and pn.nspname = any(${SCHEMAS})`;

async function missingKeys(
  sql: postgres.Sql,
  { child, parent, columns, keys }: ForeignKey,
): Promise<string[][]> {
  const same = columns.map((column, index) => `p.${keys[index]} = c.${column}`).join(' and ');
  const known = columns.map((column) => `c.${column} is not null`).join(' and ');
  const rows = await sql.unsafe<{ key: string[] }[]>(
    `select distinct array[${columns.map((column) => `c.${column}::text`).join(', ')}] as key
     from ${child} c
     where ${known} and not exists (select from ${parent} p where ${same})`,
  );
  return rows.map(({ key }) => key);
}
