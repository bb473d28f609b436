import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { COUNTED } from './attempt.ts';
import { relation, type Table } from './tables.ts';

/** How many rows there are, whoever may see them, counted to one beyond the bound. */
export interface Totals {
  all: number;
  /** Those of the person, and those of them that are not marked as deleted. */
  own: number;
  ownStanding: number;
}

/** Counts as the system; undefined where that took too long. */
export async function countAll(
  db: SystemDatabase,
  table: Table,
  owner: string | undefined,
): Promise<Totals | undefined> {
  const name = relation(table);
  const few = sql.raw(String(COUNTED + 1));
  const isOwn = table.owner && owner ? sql`${sql.identifier(table.owner)} = ${owner}` : sql`false`;
  const standing = table.marksDeleted ? sql`deleted_at is null` : sql`true`;
  try {
    const rows = await db.execute<Totals & Record<string, unknown>>(sql`
      select (select count(*)::int from (select from ${name} limit ${few}) a) as all,
        (select count(*)::int from (select from ${name} where ${isOwn} limit ${few}) o) as own,
        (select count(*)::int from (
          select from ${name} where ${isOwn} and ${standing} limit ${few}) s) as "ownStanding"`);
    return rows[0];
  } catch {
    return undefined;
  }
}
