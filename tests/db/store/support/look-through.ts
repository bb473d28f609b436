import type postgres from 'postgres';

/** The names of all tables in which a row, as text, holds any of these words. */
export async function tablesWith(sql: postgres.Sql, ...words: string[]): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p') and nspname in ('public', 'private') order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe(
      `select from ${name} t where t::text ilike any ($1) limit 1`,
      [words.map((word) => `%${word}%`)],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** The names of all tables that have a shop's rows, and whether they hold one of this shop. */
export async function tablesOfShops(
  sql: postgres.Sql,
  shop_id: string,
): Promise<Record<'held' | 'empty', string[]>> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', nspname, relname) as name
    from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
    where attname = 'shop_id' and relkind in ('r', 'p') and nspname in ('public', 'private')
    order by 1`;
  const held: string[] = [];
  const empty: string[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select from ${name} where shop_id = $1 limit 1`, [shop_id]);
    (rows.length > 0 ? held : empty).push(name);
  }
  return { held, empty };
}
