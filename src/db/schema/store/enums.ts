import { pgEnum } from 'drizzle-orm/pg-core';

// The store's six enums, and the only ones: what a policy or a filter must find fast is `choices`, since
// an enum's equality is not leakproof. Exported one by one, where drizzle-kit looks for them.

/** What a customer's recency, frequency and value come to; in the order in which ranges are matched. */
export const customerSegment = pgEnum('customer_segment', [
  'champions',
  'loyal',
  'potential_loyalist',
  'new',
  'promising',
  'need_attention',
  'about_to_sleep',
  'at_risk',
  'cant_lose_them',
  'lost',
  'others',
]);

/** What begins an automation. */
export const triggerType = pgEnum('trigger_type', [
  'segment_changed',
  'order_placed',
  'first_purchase',
  'absent',
  'birthday',
  'graduated',
  'membership_approved',
]);

/** What an automation does. */
export const actionType = pgEnum('action_type', ['email', 'push', 'tag']);

export const messageChannel = pgEnum('message_channel', ['email', 'push']);

export const messageStatus = pgEnum('message_status', [
  'scheduled',
  'sending',
  'sent',
  'delivered',
  'bounced',
  'complained',
  'failed',
  'held_out',
  'refused',
  'cancelled',
]);

/** How an order is paid for, as Shopify says it. */
export const financialStatus = pgEnum('financial_status', [
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
  'expired',
]);
