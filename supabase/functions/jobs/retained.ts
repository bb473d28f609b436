import type { Retention } from '../../../src/db/declare/retention.ts';
import { checkInCodesRetention } from '../../../src/db/schema/academy/front-desk/check-in-codes.ts';
import { frontDeskEventsRetention } from '../../../src/db/schema/academy/front-desk/front-desk-events.ts';
import { frontDesksRetention } from '../../../src/db/schema/academy/front-desk/front-desks.ts';
import { invitationsRetention } from '../../../src/db/schema/academy/invitations/invitations.ts';
import { calendarLinksRetention } from '../../../src/db/schema/academy/schedule/calendar-links.ts';
import { agentEventsRetention } from '../../../src/db/schema/agent/requests/agent-events.ts';
import { stripeCustomersRetention } from '../../../src/db/schema/billing/stripe/stripe-customers.ts';
import { stripeEventsRetention } from '../../../src/db/schema/billing/stripe/stripe-events.ts';
import { stripeSubscriptionsRetention } from '../../../src/db/schema/billing/stripe/stripe-subscriptions.ts';
import { duesAccountsRetention } from '../../../src/db/schema/billing/dues/accounts/dues-accounts.ts';
import { commentsRetention } from '../../../src/db/schema/community/comments/comments.ts';
import { postsRetention } from '../../../src/db/schema/community/posts/posts.ts';
import { postReportsRetention } from '../../../src/db/schema/community/reports/post-reports.ts';
import { dryRunsRetention } from '../../../src/db/schema/mailings/dry-runs/dry-runs.ts';
import { jobsRetention } from '../../../src/db/schema/jobs/jobs.ts';
import { documentsRetention } from '../../../src/db/schema/knowledge/documents.ts';
import { notificationsRetention } from '../../../src/db/schema/notifications/notifications.ts';
import { deliveriesRetention } from '../../../src/db/schema/notifications/deliveries.ts';
import { backfillRejectsRetention } from '../../../src/db/schema/store/backfills/backfill-rejects.ts';
import { backfillsRetention } from '../../../src/db/schema/store/backfills/backfills.ts';
import { reconciliationsRetention } from '../../../src/db/schema/store/reconciliations/reconciliations.ts';
import { shopifyDeliveriesRetention } from '../../../src/db/schema/store/deliveries/shopify-deliveries.ts';
import { privacyRequestsRetention } from '../../../src/db/schema/store/privacy/privacy-requests.ts';
import { idempotencyKeysRetention } from '../../../src/db/schema/system/requests/idempotency-keys.ts';
import { rateLimitsRetention } from '../../../src/db/schema/system/requests/rate-limits.ts';
import { webhookDeliveriesRetention } from '../../../src/db/schema/system/requests/webhook-deliveries.ts';

/** What goes by itself, of every feature; a test finds a declaration that is missing here. */
export const retained: readonly Retention[] = [
  invitationsRetention,
  documentsRetention,
  deliveriesRetention,
  calendarLinksRetention,
  frontDeskEventsRetention,
  frontDesksRetention,
  checkInCodesRetention,
  duesAccountsRetention,
  postsRetention,
  commentsRetention,
  postReportsRetention,
  agentEventsRetention,
  shopifyDeliveriesRetention,
  privacyRequestsRetention,
  stripeEventsRetention,
  stripeCustomersRetention,
  stripeSubscriptionsRetention,
  webhookDeliveriesRetention,
  idempotencyKeysRetention,
  rateLimitsRetention,
  jobsRetention,
  backfillRejectsRetention,
  backfillsRetention,
  reconciliationsRetention,
  notificationsRetention,
  dryRunsRetention,
];
