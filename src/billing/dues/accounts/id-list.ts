import { type SQL, sql } from 'drizzle-orm';

/** Ids as an array of Postgres, each a parameter of its own. */
export const idList = (ids: readonly string[]): SQL =>
  sql`array[${sql.join(ids.map((id) => sql`${id}`), sql`, `)}]::uuid[]`;
