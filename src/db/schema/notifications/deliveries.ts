import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, textUpTo } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { personalData } from '../../declare/personal-data.ts';
import { retention } from '../../declare/retention.ts';
import { stateMachine } from '../../declare/state-machine.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { privateSchema } from '../system/private.ts';
import { notificationChannels, notifications } from './notifications.ts';

/**
 * `sending`: a call may be under way. `sent`: the service took it. `delivered`: a receipt says so.
 * `dropped`: not to be sent (`reason`). `failed`: not to be tried again, with `outcome_unknown` where
 * nobody knows whether it arrived.
 */
export const deliveryStates = choices(
  'pending',
  'sending',
  'sent',
  'delivered',
  'dropped',
  'failed',
);

export const deliveryMachine = stateMachine(deliveryStates, {
  legal: {
    pending: ['sending', 'dropped', 'failed'],
    sending: ['pending', 'sent', 'dropped', 'failed'],
    // Back to pending: a receipt said that the device has too many, so it was not shown.
    sent: ['delivered', 'pending', 'failed'],
    delivered: [],
    dropped: [],
    // By a replay alone.
    failed: ['pending'],
  },
});

/** Why it was dropped or failed, as a code: `preference`, `no_device`, `outcome_unknown`, … */
export const deliveryReason = textUpTo(64);
const target = textUpTo(500);
const ticket = textUpTo(200);
const count = integerFrom(0);

/**
 * One message to one device or address: what a notification came to for one reader. It is made with the
 * notification's recipients, in one transaction, and is the state of its sending.
 */
export const deliveries = privateSchema.table('notification_deliveries', {
  id: id(),
  notification_id: uuid().notNull().references(() => notifications.id, { onDelete: 'cascade' }),
  /** Who is told: the recipient, or a guardian in the place of a small child. */
  user_id: uuid().notNull().references(() => users.id),
  channel: notificationChannels.column().notNull(),
  /** The device's token or the address; empty where there is none (`dropped`). */
  target: text().notNull(),
  state: deliveryStates.column().notNull().default('pending'),
  reason: text(),
  /** Not sent before: the end of the reader's quiet hours. */
  not_before: instant().notNull().defaultNow(),
  attempts: integer().notNull().default(0),
  /** Whose attempt holds it while `sending`; where it has `failed`, the job that gave it up. */
  claim: uuid(),
  claimed_until: instant(),
  /** The service's id, by which a receipt is asked for. */
  ticket: text(),
  sent_at: instant(),
  /** When the receipt is asked for; null: there is none to ask for, or no longer. */
  receipt_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('notification_deliveries_once').on(t.notification_id, t.user_id, t.channel, t.target),
  // What of a notification is due, the oldest first.
  index('notification_deliveries_due_index').on(
    t.notification_id,
    t.channel,
    t.not_before,
    t.id,
  ).where(sql`${t.state} = 'pending'`),
  index('notification_deliveries_claimed_index').on(t.claimed_until)
    .where(sql`${t.state} = 'sending'`),
  index('notification_deliveries_receipt_index').on(t.receipt_at)
    .where(sql`${t.state} = 'sent' and ${t.receipt_at} is not null`),
  // What a job gave up, for its replay.
  index('notification_deliveries_given_up_index').on(t.claim)
    .where(sql`${t.state} = 'failed' and ${t.claim} is not null`),
  index('notification_deliveries_user_id_index').on(t.user_id),
  // What is kept for a time and no longer.
  index('notification_deliveries_created_at_index').on(t.created_at),
  notificationChannels.check('notification_deliveries_channel_check', t.channel),
  deliveryStates.check('notification_deliveries_state_check', t.state),
  deliveryReason.check('notification_deliveries_reason_check', t.reason),
  target.check('notification_deliveries_target_check', t.target),
  ticket.check('notification_deliveries_ticket_check', t.ticket),
  count.check('notification_deliveries_attempts_check', t.attempts),
  check(
    'notification_deliveries_reason_given_check',
    sql`${t.state} not in ('dropped', 'failed') or ${t.reason} is not null`,
  ),
  ...instants(
    t.not_before,
    t.claimed_until,
    t.sent_at,
    t.receipt_at,
    t.created_at,
    t.updated_at,
  ),
]).enableRLS();

export const deliveriesGrants = grants(deliveries, {});

export const deliveriesTriggers = triggers(deliveries, 'touch', deliveryMachine.trigger('state'));

export const deliveriesPersonal = personalData(deliveries, {
  user_id: {
    export: { not: 'What it says is among your notifications.' },
    erase: { delete: 'where notifications for you were sent' },
  },
});

export const deliveriesRetention = retention(deliveries, {
  what: 'how notifications were sent to devices and addresses',
  days: 30,
  since: deliveries.created_at,
  only: deliveryStates.among(deliveries.state, ['sent', 'delivered', 'dropped', 'failed']),
  why: 'the operator looks into what failed, and may replay it',
});
