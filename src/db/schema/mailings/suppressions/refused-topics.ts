import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { createdAt } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { inShop } from '../../store/policies.ts';
import { topics } from '../lists.ts';

/** That a customer wants no mailings about something, and keeps the others. */
export const refusedTopics = pgTable('refused_topics', {
  shop_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  topic: topics.column().notNull(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.customer_id, t.shop_id, t.topic] }),
  foreignKey({
    name: 'refused_topics_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  index('refused_topics_shop_id_index').on(t.shop_id),
  topics.check('refused_topics_topic_check', t.topic),
  ...instants(t.created_at),
  selectPolicy('refused_topics_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const refusedTopicsGrants = grants(refusedTopics, {
  authenticated: { select: true },
  service_role: { select: true },
});
