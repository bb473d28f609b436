import type { SystemDatabase } from '../../../../src/db/client.ts';
import { verifyWebhook, type WebhookMessage } from '../auth/webhook.ts';
import { asSystem } from '../system-db.ts';
import type { Stack } from '../http/route/stack.ts';

export interface WebhookContext {
  db: SystemDatabase;
  message: WebhookMessage;
}

/** For a provider's webhooks: the signature is the credential, checked before anything is parsed. */
export const webhookStack = (secrets: readonly string[]): Stack<WebhookContext> => ({
  security: [],
  async enter({ c, spec }) {
    const message = verifyWebhook(secrets, c.req.raw.headers, await c.req.text());
    c.set('callerKind', 'webhook');
    return { message, db: asSystem(spec.id) };
  },
});
