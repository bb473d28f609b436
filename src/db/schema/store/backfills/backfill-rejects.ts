import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf, textUpTo } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt } from '../../columns.ts';
import { inShop } from '../policies.ts';
import { backfills } from './backfills.ts';
import { lineSourceKinds } from './line-sources.ts';

/** Of one backfill; the others are counted. */
export const MAX_REJECTS = 1000;
const lineNumber = integerFrom(1);
const reason = textOf(200);
/** As Postgres counts, which a cut at 200 of JavaScript never exceeds. */
const beginning = textUpTo(200);

/** A line that could not be read, with its number and why; it stopped nothing. */
export const backfillRejects = pgTable('backfill_rejects', {
  backfill_id: uuid().notNull(),
  shop_id: uuid().notNull(),
  /** Of which of the backfill's files. */
  kind: lineSourceKinds.column().notNull(),
  line_number: integer().notNull(),
  reason: text().notNull(),
  /** The beginning of it. */
  line: text().notNull(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.backfill_id, t.shop_id, t.kind, t.line_number] }),
  foreignKey({
    name: 'backfill_rejects_backfill_fkey',
    columns: [t.backfill_id, t.shop_id],
    foreignColumns: [backfills.id, backfills.shop_id],
  }).onDelete('cascade'),
  // What a manager may read.
  index('backfill_rejects_shop_id_index').on(t.shop_id),
  lineSourceKinds.check('backfill_rejects_kind_check', t.kind),
  lineNumber.check('backfill_rejects_line_number_check', t.line_number),
  reason.check('backfill_rejects_reason_check', t.reason),
  beginning.check('backfill_rejects_line_check', t.line),
  ...instants(t.created_at),
  selectPolicy('backfill_rejects_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const backfillRejectsGrants = grants(backfillRejects, { authenticated: { select: true } });

export const backfillRejectsRetention = retention(backfillRejects, {
  what: 'lines of backfills that could not be read',
  // Shopify has a redaction done within thirty days, and such a line may be about anybody.
  days: 14,
  since: backfillRejects.created_at,
  why: 'who mends a file does so soon, and they may name people',
});
