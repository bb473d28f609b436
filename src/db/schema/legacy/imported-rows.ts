import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf, textUpTo } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { instant } from '../columns.ts';
import { privateSchema } from '../system/private.ts';
import { legacyTables } from './legacy-tables.ts';

/** One of `refusalReasons` (`src/legacy/refusal-reasons.ts`), or the name of a CHECK. */
export const refusalReason = textOf(100);
/** Where to look, without what is there: it may be about a person. */
export const refusalDetail = textUpTo(200);

/**
 * The ledger of the import: what every row of the old database was when it was last looked at here. The
 * old tables do not say when a row changed, so its hash does. Only the import writes it.
 */
export const importedRows = privateSchema.table('imported_rows', {
  legacy_table: legacyTables.column().notNull(),
  legacy_id: integer().notNull(),
  /** Of the old row as it was taken over or refused; null once it is gone there. */
  hash: uuid(),
  /** The version of the row here when it was written last; another one was changed here since. */
  version: instant(),
  /** Why it is held back; null for a row that came over. */
  reason: text(),
  /** The old column that the reason is about, if it is one. */
  column_name: text(),
  detail: text(),
  /** Of an attachment: which file of there (address, type, size) is in Storage; null as long as none is. */
  file_hash: uuid(),
}, (t) => [
  primaryKey({ columns: [t.legacy_table, t.legacy_id] }),
  // What is held back, which each run looks at again and the report names.
  index('imported_rows_refused_index').on(t.legacy_table, t.legacy_id)
    .where(sql`${t.reason} is not null`),
  legacyTables.check('imported_rows_legacy_table_check', t.legacy_table),
  refusalReason.check('imported_rows_reason_check', t.reason),
  textOf(63).check('imported_rows_column_name_check', t.column_name),
  refusalDetail.check('imported_rows_detail_check', t.detail),
  ...instants(t.version),
]).enableRLS();

export const importedRowsGrants = grants(importedRows, { service_role: {} });
