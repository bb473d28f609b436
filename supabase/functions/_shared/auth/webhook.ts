import { Webhook } from 'standardwebhooks';
import { ProblemError } from '../problems/problem.ts';

export interface WebhookMessage {
  /** The same on every delivery of one message. */
  id: string;
  sentAt: Date;
}

const HEADERS = ['id', 'timestamp', 'signature'] as const;

/**
 * Verifies a Standard Webhooks signature over the raw body: any of the `secrets` (`whsec_…`) may
 * have made any of the signatures, and the timestamp is at most five minutes off. Svix, which sends
 * Clerk's, calls the headers `svix-*`. Throws 401 `signature_invalid`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verifyWebhook(
  secrets: readonly string[],
  headers: Headers,
  rawBody: string,
): WebhookMessage {
  const message = Object.fromEntries(HEADERS.map((name) => [
    `webhook-${name}`,
    headers.get(`webhook-${name}`) ?? headers.get(`svix-${name}`) ?? '',
  ]));
  const genuine = secrets.some((secret) => {
    try {
      new Webhook(secret).verify(rawBody, message, { jsonParse: false });
      return true;
    } catch {
      return false;
    }
  });
  if (!genuine) {
    throw new ProblemError('signature_invalid');
  }
  return {
    id: message['webhook-id']!,
    sentAt: new Date(Number(message['webhook-timestamp']) * 1000),
  };
}
