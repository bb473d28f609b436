import type postgres from 'postgres';

/** What a copy holds: our schemas; the platform's hold nothing that a migration here touches. */
export const SCHEMAS = ['public', 'private'];

export interface Table {
  /** As SQL writes it. */
  name: string;
  /** Columns that can be written, as SQL writes them. */
  columns: string;
}

/** Copies what a query of the source answers, line by line, into a table of the same columns. */
export type CopyRows = (table: Table, rest: string) => Promise<void>;

export const tablesIn = (sql: postgres.Sql): Promise<Table[]> =>
  sql<Table[]>`
    select format('%I.%I', n.nspname, c.relname) as name,
      string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname = any(${SCHEMAS})
    group by 1 order by 1`;
