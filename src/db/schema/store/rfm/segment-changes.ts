import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, smallint, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { createdAt, id } from '../../columns.ts';
import { customers } from '../customers/customers.ts';
import { customerSegment } from '../enums.ts';
import { inShop } from '../policies.ts';

/**
 * That a customer went from one segment to another: every time, so that the segments of any day can be
 * told. Append-only, written by `private.score_shop`.
 */
export const segmentChanges = pgTable('segment_changes', {
  id: id(),
  shop_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  /** Null for who had none. */
  from: customerSegment(),
  /** Null for who has none any more, as after a refund of all they bought. */
  to: customerSegment(),
  /** The three scores in one number: 545 is R 5, F 4, M 5. Null with `to`. */
  rfm: smallint(),
  as_of: date().notNull(),
  ...createdAt(),
}, (t) => [
  foreignKey({
    name: 'segment_changes_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  // The segment of a customer on a day.
  index('segment_changes_customer_id_index').on(t.customer_id, t.shop_id, t.as_of),
  // What moved in a shop between two days.
  index('segment_changes_shop_id_index').on(t.shop_id, t.as_of),
  check('segment_changes_moved_check', sql`${t.from} is distinct from ${t.to}`),
  check('segment_changes_rfm_check', sql`(${t.rfm} is null) = (${t.to} is null)`),
  ...instants(t.created_at),
  selectPolicy('segment_changes_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const segmentChangesGrants = grants(segmentChanges, {
  authenticated: { select: true },
  service_role: { select: true },
});
