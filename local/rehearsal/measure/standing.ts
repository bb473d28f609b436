import type postgres from 'postgres';

/** A table, view, index or the like that was there before a migration: others may be using it. */
export interface Relation {
  oid: number;
  /** `schema.name`. */
  name: string;
  /** The table of an index; the relation itself otherwise. */
  table: string;
  filenode: number;
  isView: boolean;
  /** Names of its columns by their numbers, which they keep when they are renamed. */
  columns: Record<string, string>;
  /** Rows of the source; of an index, those of its table. */
  rows: number;
  /** Rows of the clone, which has a sample or all. */
  here: number;
  /** What is said of its columns by their names, and of itself by ''. */
  comments: Record<string, string>;
}

/** Rows of the source's tables by `schema.name`. */
export type Sizes = ReadonlyMap<string, number>;

export interface Standing {
  byOid: ReadonlyMap<number, Relation>;
  /** By `schema.name`, or by the name alone in `public`. */
  find(name: string, schema?: string): Relation | undefined;
}

/** How many of the source's rows stand for one of the clone. */
export const factorOf = ({ rows, here }: Relation): number =>
  here > 0 ? Math.max(1, rows / here) : 1;

/** Reads what stands, and how large it is where it matters: in the source. */
export async function readStanding(sql: postgres.Sql, sizes: Sizes): Promise<Standing> {
  const found = await sql<Omit<Relation, 'rows'>[]>`
    select c.oid, n.nspname || '.' || c.relname as name, tn.nspname || '.' || t.relname as table,
      pg_relation_filenode(c.oid) as filenode, c.relkind = 'v' as "isView",
      ${columnsOf(sql)} as columns, greatest(t.reltuples, 0)::float8 as here,
      coalesce((
        select jsonb_object_agg(coalesce(a.attname, ''), d.description)
        from pg_description d
        left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid > 0
        where d.classoid = 'pg_class'::regclass and d.objoid = c.oid
      ), '{}') as comments
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_index i on i.indexrelid = c.oid
    join pg_class t on t.oid = coalesce(i.indrelid, c.oid)
    join pg_namespace tn on tn.oid = t.relnamespace
    where c.relkind in ('r', 'p', 'm', 'v', 'i', 'I')
      and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'`;
  // What the source was last counted as may be of long ago.
  const relations = found.map((each) => ({
    ...each,
    rows: Math.max(sizes.get(each.table) ?? 0, each.here),
  }));
  const byName = new Map(relations.map((each) => [each.name, each]));
  return {
    byOid: new Map(relations.map((each) => [each.oid, each])),
    find: (name, schema) => byName.get(`${schema || 'public'}.${name}`),
  };
}

/** The columns of a relation `c` by their numbers, as SQL. */
export const columnsOf = (sql: postgres.ISql) =>
  sql`coalesce((
    select jsonb_object_agg(a.attnum::text, a.attname) from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  ), '{}')`;

/** Counts the rows of every table, as the planner knows them, or by reading where it knows nothing. */
export async function readSizes(sql: postgres.ISql, schemas: string[]): Promise<Sizes> {
  const tables = await sql<{ name: string; quoted: string; rows: number }[]>`
    select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted,
      c.reltuples::float8 as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname = any(${schemas})
    order by 1`;
  const sizes = new Map<string, number>();
  for (const { name, quoted, rows } of tables) {
    const counted = rows < 0
      ? (await sql.unsafe<{ rows: number }[]>(`select count(*)::float8 as rows from ${quoted}`))[0]
        ?.rows
      : rows;
    sizes.set(name, counted ?? 0);
  }
  return sizes;
}
