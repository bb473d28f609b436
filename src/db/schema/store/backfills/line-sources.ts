import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom, patternOf, textUpTo } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { reconciliations } from '../reconciliations/reconciliations.ts';
import { shops } from '../shops/shops.ts';
import { backfills } from './backfills.ts';

/** A file that was given, or what a bulk operation over one or the other tells. */
export const lineSourceKinds = choices('file', 'customers', 'orders');

/** SHA-256 in hexadecimal. */
const digest = patternOf(/^[0-9a-f]{64}$/);
/** Shopify's global id of a bulk operation. */
export const operationId = patternOf(/^gid:\/\/shopify\/BulkOperation\/[0-9]{1,19}$/);
const address = textUpTo(8192);
const count = integerFrom(0);

/**
 * A file of lines that is being read, and the place that was reached, written in one transaction with
 * what the lines before it changed: whatever ends the reading, it goes on from there. The address opens
 * the file to whoever has it, so nobody reads this but the system.
 */
export const lineSources = privateSchema.table('line_sources', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id, { onDelete: 'cascade' }),
  backfill_id: uuid(),
  reconciliation_id: uuid(),
  kind: lineSourceKinds.column().notNull(),
  /** Tells whether a file is the one that was begun. */
  digest: text(),
  operation_id: text(),
  /** When the operation began, so what it saw; null for a file, which does not say. */
  observed_at: instant(),
  url: text(),
  bytes_done: bigint({ mode: 'number' }).notNull().default(0),
  bytes_total: bigint({ mode: 'number' }),
  /** The place is within a line that was too long. */
  skipping: boolean().notNull().default(false),
  lines_done: integer().notNull().default(0),
  lines_total: integer(),
  finished_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('line_sources_backfill_unique').on(t.shop_id, t.backfill_id, t.kind),
  unique('line_sources_reconciliation_unique').on(t.shop_id, t.reconciliation_id, t.kind),
  // What is read for one or the other, and goes with it.
  index('line_sources_backfill_id_index').on(t.backfill_id, t.shop_id),
  index('line_sources_reconciliation_id_index').on(t.reconciliation_id, t.shop_id),
  foreignKey({
    name: 'line_sources_backfill_fkey',
    columns: [t.backfill_id, t.shop_id],
    foreignColumns: [backfills.id, backfills.shop_id],
  }).onDelete('cascade'),
  foreignKey({
    name: 'line_sources_reconciliation_fkey',
    columns: [t.reconciliation_id, t.shop_id],
    foreignColumns: [reconciliations.id, reconciliations.shop_id],
  }).onDelete('cascade'),
  check(
    'line_sources_owner_check',
    sql`num_nonnulls(${t.backfill_id}, ${t.reconciliation_id}) = 1`,
  ),
  check('line_sources_digest_kind_check', sql`(${t.kind} = 'file') = (${t.digest} is not null)`),
  lineSourceKinds.check('line_sources_kind_check', t.kind),
  digest.check('line_sources_digest_check', t.digest),
  operationId.check('line_sources_operation_id_check', t.operation_id),
  address.check('line_sources_url_check', t.url),
  count.check('line_sources_bytes_done_check', t.bytes_done),
  count.check('line_sources_lines_done_check', t.lines_done),
  ...instants(t.observed_at, t.finished_at, t.created_at, t.updated_at),
]).enableRLS();

export const lineSourcesGrants = grants(lineSources, {});
