import type { SystemDatabase } from '../../../../src/db/client.ts';
import { verifyWebhook, type WebhookMessage } from '../auth/webhook.ts';
import { asSystem } from '../system-db.ts';
import { CONSTRAINT_CODES, DATABASE_CODES } from '../problems/codes.ts';
import { ProblemError } from '../problems/problem.ts';
import type { Stack } from '../http/route/stack.ts';

export interface WebhookContext {
  db: SystemDatabase;
  message: WebhookMessage;
}

/**
 * For a provider's webhooks: the signature is the credential, checked before anything is parsed.
 * @param secrets undefined closes this webhook alone, by a 503: providers send again later
 */
export const webhookStack = (secrets: readonly string[] | undefined): Stack<WebhookContext> => ({
  who: 'For the provider, who signs every delivery.',
  problems: ['signature_invalid', 'webhook_closed', ...DATABASE_CODES],
  writeProblems: CONSTRAINT_CODES,
  security: [],
  async enter({ c, spec }) {
    if (!secrets) throw new ProblemError('webhook_closed');
    const message = verifyWebhook(secrets, c.req.raw.headers, await c.req.text());
    c.set('callerKind', 'webhook');
    return { message, db: asSystem(spec.id) };
  },
});
