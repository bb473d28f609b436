import { text } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt, instant } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { stripeId } from '../../identity/user-profiles.ts';

export const stripeEventType = textOf(100);
export const stripeProblem = textOf(200);

/** The ledger of what Stripe tells: one row an event, however often it was delivered. */
export const stripeEvents = privateSchema.table('stripe_events', {
  event_id: text().primaryKey(),
  event_type: text().notNull(),
  /** The event's `created`, in whole seconds. */
  said_at: instant().notNull(),
  /** The version that its body is written in. */
  api_version: text(),
  /** Which field kept it from being read, and how; such a one is taken again when it is sent again. */
  problem: text(),
  ...createdAt(),
}, (t) => [
  stripeId.check('stripe_events_event_id_check', t.event_id),
  stripeEventType.check('stripe_events_event_type_check', t.event_type),
  stripeEventType.check('stripe_events_api_version_check', t.api_version),
  stripeProblem.check('stripe_events_problem_check', t.problem),
  ...instants(t.said_at, t.created_at),
]).enableRLS();

export const stripeEventsGrants = grants(stripeEvents, {});

export const stripeEventsRetention = retention(stripeEvents, {
  what: 'that Stripe told something',
  days: 30,
  since: stripeEvents.created_at,
  why: 'it repeats an event for three days, and lists those of a month to be sent again',
});
