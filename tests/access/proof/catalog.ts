import type postgres from 'postgres';

/** Schemas that are the platform's or the server's, and not ours to declare. */
const foreign = ['auth', 'extensions', 'information_schema', 'storage', 'vault', 'graphql'];

export interface Catalog {
  /** Tables, views and the like as `schema.name`, with their columns. */
  tables: Map<string, string[]>;
  /** Functions as `schema.name(types)`, with what they return. */
  functions: Map<string, string>;
}

/**
 * Everything an API role could reach: whatever is in `public` and `private`, and what is open in any
 * other schema that is ours.
 */
export async function readCatalog(sql: postgres.Sql): Promise<Catalog> {
  const tables = await sql<{ name: string; columns: string[] }[]>`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
      and n.nspname not like 'pg\_%' and n.nspname <> all (${foreign})
      and (
        n.nspname in ('public', 'private')
        or exists (
          select from unnest('{anon,authenticated,service_role}'::regrole[]) role
          where has_any_column_privilege(role, c.oid, 'select, insert, update, references')
            or has_table_privilege(role, c.oid, 'delete, truncate, trigger')
        )
      )
    group by 1 order by 1`;
  const functions = await sql<{ name: string; returns: string }[]>`
    select n.nspname || '.' || p.proname || '(' || (
        select coalesce(string_agg(t::regtype::text, ','), '') from unnest(p.proargtypes) t
      ) || ')' as name,
      pg_get_function_result(p.oid) as returns
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not like 'pg\_%' and n.nspname <> all (${foreign})
      and (
        n.nspname in ('public', 'private')
        or exists (
          select from unnest('{anon,authenticated,service_role}'::regrole[]) role
          where has_function_privilege(role, p.oid, 'execute')
        )
      )
    order by 1`;
  return {
    tables: new Map(tables.map(({ name, columns }) => [name, columns])),
    functions: new Map(functions.map(({ name, returns }) => [name, returns])),
  };
}
