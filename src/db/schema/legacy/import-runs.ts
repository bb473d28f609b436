import { sql } from 'drizzle-orm';
import { check, integer, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { jsonObjectOf } from '../../declare/json-bounds.ts';
import { createdAt, id, instant } from '../columns.ts';
import { privateSchema } from '../system/private.ts';
import { legacyTables } from './legacy-tables.ts';

/** Host and name of the old database; never what opens it. */
const source = textOf(300);
const counts = jsonObjectOf(65_536);

/** What a run did with the rows of a table; all of them are in the ledger. */
export interface RunCounts {
  [table: string]: { written: number; changed: number };
}

/**
 * A run of the import: where it is, written with what it did, so that one that was killed goes on from
 * there. One runs at a time.
 */
export const importRuns = privateSchema.table('import_runs', {
  id: id(),
  source: text().notNull(),
  /** The table that it is at, and the last id it is done with. */
  at_table: legacyTables.column(),
  at_id: integer(),
  counts: jsonb().$type<RunCounts>().notNull().default({}),
  ended_at: instant(),
  ...createdAt(),
}, (t) => [
  // The one that is under way or was cut short.
  uniqueIndex('import_runs_open_unique').on(sql`(true)`).where(sql`${t.ended_at} is null`),
  source.check('import_runs_source_check', t.source),
  legacyTables.check('import_runs_at_table_check', t.at_table),
  counts.check('import_runs_counts_check', t.counts),
  check('import_runs_place_check', sql`${t.at_id} is null or ${t.at_table} is not null`),
  ...instants(t.ended_at, t.created_at),
]).enableRLS();

export const importRunsGrants = grants(importRuns, { service_role: {} });
