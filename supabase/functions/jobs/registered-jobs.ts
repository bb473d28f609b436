import { tendClassDates } from '../../../src/academy/check-ins/tend-class-dates.ts';
import { expireAgentRequests } from '../../../src/agent/requests/expire-requests.ts';
import { forgetCustomer } from '../../../src/billing/customers/forget-customer.ts';
import { refreshSubscription } from '../../../src/billing/subscriptions/refresh-subscription.ts';
import { tendSubscriptions } from '../../../src/billing/subscriptions/tend-subscriptions.ts';
import { followDues } from '../../../src/billing/dues/follow-dues.ts';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { purgeExpired } from '../../../src/jobs/engine/purge-expired.ts';
import {
  registerAlone,
  type RegisteredJob,
  registerJob,
  type RunAlone,
} from '../../../src/jobs/register-job.ts';
import { deleteFile } from '../../../src/knowledge/files/delete-file.ts';
import type { FileStore } from '../../../src/files/file-store.ts';
import { sweepFiles } from '../../../src/knowledge/files/sweep-files.ts';
import { processDocument } from '../../../src/knowledge/processing/process-document.ts';
import { embedBacklog } from '../../../src/knowledge/search/embed-backlog.ts';
import { embedDocument } from '../../../src/knowledge/search/embed-document.ts';
import type { Embedder } from '../../../src/knowledge/search/embedder.ts';
import {
  advanceEntriesJob,
  enterAutomationsJob,
  evaluateAutomationsJob,
  evaluateShopAutomations,
} from '../../../src/mailings/entries/jobs.ts';
import { resolveNotification } from '../../../src/notifications/notifications/resolve-notification.ts';
import { followDeliveries } from '../../../src/notifications/deliveries/follow-deliveries.ts';
import {
  type SendingContext,
  sendNotifications,
} from '../../../src/notifications/deliveries/send-notifications.ts';
import { deleteAttachmentFile } from '../../../src/materials/attachments/jobs/delete-attachment-file.ts';
import { sweepAttachments } from '../../../src/materials/attachments/jobs/sweep-attachments.ts';
import { runDryRun } from '../../../src/mailings/dry-runs/run-dry-run.ts';
import type { MessagesContext } from '../../../src/mailings/messages/context.ts';
import { sendDueMessages, sendMessagesJob } from '../../../src/mailings/messages/send-messages.ts';
import { closeGyms } from '../../../src/owner/closing/close-gyms.ts';
import { applyDelivery } from '../../../src/store/deliveries/apply-delivery.ts';
import { answerDataRequest } from '../../../src/store/privacy/answer-data-request.ts';
import { redactShop } from '../../../src/store/privacy/redact-shop.ts';
import type { Payments } from '../../../src/payments.ts';
import { retained } from './retained.ts';
import { scoreShopJob } from '../../../src/store/rfm/score-shop.ts';
import { scoreShops } from '../../../src/store/rfm/score-shops.ts';
import { followShop } from '../../../src/store/shops/access/follow-shop.ts';
import { renewShopToken } from '../../../src/store/shops/access/renew-shop-token.ts';
import { renewShopTokens } from '../../../src/store/shops/access/renew-shop-tokens.ts';
import { resealCredentials } from '../../../src/store/shops/access/reseal-credentials.ts';
import { runBackfill } from '../../../src/store/backfills/run-backfill.ts';
import type { BulkContext } from '../../../src/store/bulk/bulk-context.ts';
import { reconcileShop } from '../../../src/store/reconciliations/reconcile-shop.ts';
import { reconcileShops } from '../../../src/store/reconciliations/reconcile-shops.ts';
import { subscribeShop } from '../../../src/store/shops/subscribe-shop.ts';

/** What jobs of the store need. */
export interface StoreOutside extends Omit<BulkContext, 'db'> {
  /** Where Shopify is to deliver to. */
  deliveriesUrl: string;
}

export interface Outside {
  /** Waits longer for a statement than the queue's own database does. */
  patient: SystemDatabase;
  files: FileStore;
  /** Reaches devices and mailboxes. */
  sending: Omit<SendingContext, 'db'>;
  /** Where mailings lead to; without it none are sent. */
  places?: MessagesContext['places'] | undefined;
  /** Of classes. */
  materials: FileStore;
  /** The function `extract`, which registers with what they need the kinds that run there. */
  extract: RunAlone;
  /** Without it, documents get no vectors. */
  embedder?: Embedder | undefined;
  /** Without it, nothing is paid for, and nobody is asked. */
  payments?: Payments | undefined;
  /** Without it, no shop is opened. */
  store?: StoreOutside | undefined;
}

/** Lists the features' jobs, each with what it needs; one whose port is missing is not there. */
export function registeredJobs(
  { db, patient, files, materials, sending, places, extract, embedder, payments, store }:
    & Outside
    & {
      db: SystemDatabase;
    },
): RegisteredJob[] {
  return [
    registerJob(purgeExpired, { db, retained }),
    registerJob(expireAgentRequests, {}),
    registerJob(tendClassDates, { db }),
    registerJob(resolveNotification, {}, { effectDb: patient }),
    registerJob(closeGyms, { db }),
    registerJob(followDues, { db }),
    registerJob(scoreShops, { db }),
    registerJob(scoreShopJob, {}, { effectDb: patient }),
    registerJob(runDryRun, { db }, { effectDb: patient }),
    registerAlone(processDocument, extract),
    registerJob(deleteFile, { files }),
    registerJob(sweepFiles, { db, files }),
    registerJob(sendNotifications, { db, ...sending }),
    registerJob(followDeliveries, { db, ...sending }),
    registerJob(deleteAttachmentFile, { files: materials }),
    registerJob(sweepAttachments, { db, files: materials }),
    registerJob(applyDelivery, {}),
    registerJob(answerDataRequest, {}),
    registerJob(redactShop, { db }),
    registerJob(enterAutomationsJob, { db }),
    registerJob(evaluateAutomationsJob, { db }),
    registerJob(evaluateShopAutomations, { db }),
    registerJob(advanceEntriesJob, { db }),
    ...embedder
      ? [registerJob(embedDocument, { db, embedder }), registerJob(embedBacklog, { db, embedder })]
      : [],
    ...payments
      ? [
        registerJob(refreshSubscription, { payments }),
        registerJob(tendSubscriptions, {}),
        registerJob(forgetCustomer, { payments }),
      ]
      : [],
    ...places
      ? [
        registerJob(sendDueMessages, { db }),
        registerJob(sendMessagesJob, { db, places, ...sending }),
      ]
      : [],
    ...store
      ? [
        registerJob(renewShopTokens, { db }),
        registerJob(renewShopToken, { db, ...store }),
        registerJob(followShop, { db, ...store }),
        registerJob(resealCredentials, { db, ...store }),
        registerJob(subscribeShop, { db, ...store }),
        registerJob(runBackfill, { db, ...store }),
        registerJob(reconcileShops, {}),
        registerJob(reconcileShop, { db, ...store }),
      ]
      : [],
  ];
}
