import { foreignKey, index, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { createdAt, id, instant } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { triggerType } from '../../store/enums.ts';
import { privateSchema } from '../../system/private.ts';

/** What makes an event one: `order:<id>`, `birthday:2026`. */
export const eventKey = textOf(200);
export const eventDetails = jsonObjectOf(2_000);

/**
 * That something happened to a customer which automations wait for: written by triggers where it
 * happens, taken away by the job that lets customers enter.
 */
export const automationEvents = privateSchema.table('automation_events', {
  id: id(),
  shop_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  trigger: triggerType().notNull(),
  key: text().notNull(),
  happened_at: instant().notNull(),
  details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  ...createdAt(),
}, (t) => [
  foreignKey({
    name: 'automation_events_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  index('automation_events_customer_id_index').on(t.customer_id, t.shop_id),
  // What waits in a shop, in the order in which it happened.
  index('automation_events_shop_id_index').on(t.shop_id, t.happened_at, t.id),
  eventKey.check('automation_events_key_check', t.key),
  eventDetails.check('automation_events_details_check', t.details),
  ...instants(t.happened_at, t.created_at),
]).enableRLS();

export const automationEventsGrants = grants(automationEvents, {
  // Held while it is taken, which asks for the right to update.
  service_role: { select: true, update: true, delete: true },
});
