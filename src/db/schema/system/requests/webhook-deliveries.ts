import { primaryKey, text } from 'drizzle-orm/pg-core';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt, instant } from '../../columns.ts';
import { privateSchema } from '../private.ts';

/** Who sends webhooks. */
export const webhookProviders = choices('clerk', 'resend');

/** The ledger of webhooks: one row per message of a provider, so that a repeat changes nothing. */
export const webhookDeliveries = privateSchema.table('webhook_deliveries', {
  provider: webhookProviders.column().notNull(),
  message_id: text().notNull(),
  event_type: text().notNull(),
  /** The sender's clock, by which events are ordered. */
  occurred_at: instant().notNull(),
  ...createdAt(),
}, (t) => [primaryKey({ columns: [t.provider, t.message_id] })]).enableRLS();

export const webhookDeliveriesGrants = grants(webhookDeliveries, {});

export const webhookDeliveriesRetention = retention(webhookDeliveries, {
  what: 'that a webhook was delivered',
  days: 30,
  since: webhookDeliveries.created_at,
  why: 'providers repeat a message for days, and an older one is told by its clock',
});
