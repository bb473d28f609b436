import { sql } from 'drizzle-orm';
import { check, foreignKey, index, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../../declare/grants.ts';
import { customers } from '../../store/customers/customers.ts';
import { privateSchema } from '../../system/private.ts';

/**
 * When messages to a customer were handed over of late. Whoever hands one over holds the row: a count of
 * messages would not see what another worker has committed since its statement began.
 */
export const mailingContacts = privateSchema.table('mailing_contacts', {
  shop_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  /** As many as a cap can count, the oldest first. */
  handed_over: timestamp({ withTimezone: true, precision: 3 }).array().notNull()
    .default(sql`'{}'::timestamptz[]`),
}, (t) => [
  primaryKey({ columns: [t.customer_id, t.shop_id] }),
  foreignKey({
    name: 'mailing_contacts_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  index('mailing_contacts_shop_id_index').on(t.shop_id),
  check('mailing_contacts_handed_over_check', sql`cardinality(${t.handed_over}) <= 100`),
]).enableRLS();

export const mailingContactsGrants = grants(mailingContacts, {
  service_role: { select: true, insert: true, update: true },
});
