import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf, textUpTo } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { emailAddress } from '../../../declare/person-bounds.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { messageChannel, messageStatus } from '../../store/enums.ts';
import { inShop } from '../../store/policies.ts';
import { eventDetails } from '../automations/automation-events.ts';
import { automationVersions } from '../automations/automation-versions.ts';
import { messageReasons } from '../lists.ts';

/** How a message goes on. What is planned begins as scheduled, held out or refused. */
export const messageMachine = stateMachine({ values: messageStatus.enumValues }, {
  legal: {
    // Delivered, complained: a provider tells late of an attempt before, and nothing is sent again.
    scheduled: ['sending', 'refused', 'cancelled', 'failed', 'delivered', 'complained'],
    sending: ['scheduled', 'sent', 'delivered', 'bounced', 'complained', 'failed', 'refused'],
    // Failed: the provider took it, and gave it up afterwards.
    sent: ['failed', 'delivered', 'bounced', 'complained'],
    delivered: ['bounced', 'complained'],
    bounced: ['complained'],
    complained: [],
    // By a replay; or a provider tells after all what became of it.
    failed: ['scheduled', 'delivered', 'bounced', 'complained'],
    held_out: [],
    refused: [],
    cancelled: [],
  },
});

/** What makes a message one: the entry and the place of its node. */
export const dedupeKey = textOf(200);
const providerMessageId = textUpTo(200);
const messageError = textUpTo(500);

/**
 * One message that an automation planned for one customer, and what became of it: each is in exactly
 * one status. Written by the system alone.
 */
export const messageLogs = pgTable('message_logs', {
  id: id(),
  shop_id: uuid().notNull(),
  automation_id: uuid().notNull(),
  version_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  /** The place of the node in its version. */
  node: integer().notNull(),
  channel: messageChannel().notNull(),
  status: messageStatus().notNull(),
  /** Why it is refused, waits longer, or failed. */
  reason: messageReasons.column(),
  dedupe_key: text().notNull(),
  /** What the trigger told, for the words of the template. */
  details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  /** Where a mail was handed over to; null before, and for a push. */
  address: text(),
  /** When it was to be sent at first: what is compared with who was held out counts from here. */
  planned_for: instant().notNull(),
  /** When it is to be sent now. */
  scheduled_for: instant().notNull(),
  attempts: integer().notNull().default(0),
  /** Whose attempt holds it while `sending`. */
  claim: uuid(),
  claimed_until: instant(),
  provider_message_id: text(),
  /** What the provider said of it. */
  error: text(),
  sent_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('message_logs_dedupe_key_unique').on(t.shop_id, t.dedupe_key),
  foreignKey({
    name: 'message_logs_version_fkey',
    columns: [t.version_id, t.automation_id, t.shop_id],
    foreignColumns: [
      automationVersions.id,
      automationVersions.automation_id,
      automationVersions.shop_id,
    ],
  }).onDelete('cascade'),
  foreignKey({
    name: 'message_logs_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  index('message_logs_version_id_index').on(t.version_id, t.automation_id, t.shop_id),
  // What a customer was sent: an order is counted for the last one before it.
  index('message_logs_customer_id_index').on(t.customer_id, t.shop_id, t.sent_at),
  // What an automation sent, the newest first.
  index('message_logs_automation_id_index').on(t.automation_id, t.planned_for, t.id),
  newestFirstIndex('message_logs_shop_id_index', t, t.shop_id),
  // What is due of a shop, the oldest first.
  index('message_logs_due_index').on(t.shop_id, t.scheduled_for, t.id)
    .where(sql`${t.status} = 'scheduled'`),
  // What a manager may have sent again.
  index('message_logs_failed_index').on(t.automation_id, t.id).where(sql`${t.status} = 'failed'`),
  index('message_logs_claimed_index').on(t.claimed_until).where(sql`${t.status} = 'sending'`),
  index('message_logs_provider_message_id_index').on(t.provider_message_id)
    .where(sql`${t.provider_message_id} is not null`),
  messageReasons.check('message_logs_reason_check', t.reason),
  dedupeKey.check('message_logs_dedupe_key_check', t.dedupe_key),
  eventDetails.check('message_logs_details_check', t.details),
  emailAddress.check('message_logs_address_check', t.address),
  providerMessageId.check('message_logs_provider_message_id_check', t.provider_message_id),
  messageError.check('message_logs_error_check', t.error),
  integerFrom(0).check('message_logs_node_check', t.node),
  integerFrom(0).check('message_logs_attempts_check', t.attempts),
  check(
    'message_logs_reason_given_check',
    sql`${t.status} not in ('refused', 'failed') or ${t.reason} is not null`,
  ),
  check('message_logs_claim_check', sql`(${t.status} = 'sending') = (${t.claim} is not null)`),
  ...instants(
    t.planned_for,
    t.scheduled_for,
    t.claimed_until,
    t.sent_at,
    t.created_at,
    t.updated_at,
  ),
  selectPolicy('message_logs_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const messageLogsGrants = grants(messageLogs, {
  authenticated: { select: true },
  service_role: { select: true, insert: true, update: true },
});

export const messageLogsTriggers = triggers(
  messageLogs,
  'touch',
  messageMachine.trigger('status'),
);
