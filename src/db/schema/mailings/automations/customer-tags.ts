import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { createdAt } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { inShop } from '../../store/policies.ts';
import { automations, tagName } from './automations.ts';

/** A word that an automation put on a customer: conditions may ask for it. */
export const customerTags = pgTable('customer_tags', {
  shop_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  tag: text().notNull(),
  automation_id: uuid().notNull(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.customer_id, t.shop_id, t.tag] }),
  foreignKey({
    name: 'customer_tags_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  foreignKey({
    name: 'customer_tags_automation_fkey',
    columns: [t.automation_id, t.shop_id],
    foreignColumns: [automations.id, automations.shop_id],
  }).onDelete('cascade'),
  index('customer_tags_automation_id_index').on(t.automation_id, t.shop_id),
  // Who has a tag.
  index('customer_tags_tag_index').on(t.shop_id, t.tag),
  tagName.check('customer_tags_tag_check', t.tag),
  ...instants(t.created_at),
  selectPolicy('customer_tags_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const customerTagsGrants = grants(customerTags, {
  authenticated: { select: true },
  service_role: { select: true, insert: true },
});
