import { type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import type { Database } from './client.ts';
import { decodeRow } from './decode-row.ts';

/**
 * Calls a function of the database that returns rows of `table`.
 *
 * @param call the function with its arguments: sql`private.cancel_agent_request(${id})`
 */
export async function callForRows<T extends PgTable>(
  db: Database,
  table: T,
  call: SQL,
): Promise<InferSelectModel<T>[]> {
  const rows = await db.execute(sql`select * from ${call}`);
  return rows.map((row) => decodeRow(table, row));
}

/** Calls a function of the database whose rows are of no table, and parses each. */
export async function callFor<T extends z.ZodType>(
  db: Database,
  shape: T,
  call: SQL,
): Promise<z.output<T>[]> {
  const rows = await db.execute(sql`select * from ${call}`);
  return rows.map((row) => shape.parse(row));
}
