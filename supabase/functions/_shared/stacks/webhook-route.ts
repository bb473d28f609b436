import type { z } from 'zod';
import type { SystemDatabase } from '../../../../src/db/client.ts';
import type { App } from '../http/app.ts';
import { asSystem } from '../system-db.ts';
import { mount, type RouteHandler, type RouteSpec } from '../http/route.ts';
import { verifyWebhook, type WebhookMessage } from '../auth/webhook.ts';

interface WebhookScope {
  db: SystemDatabase;
  message: WebhookMessage;
}

/** For a provider's webhooks: the signature is the credential, checked before anything is parsed. */
export const webhookRoute = <
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  app: App,
  secrets: readonly string[],
  spec: RouteSpec<P, Q, B, R>,
  handler: RouteHandler<P, Q, B, R, WebhookScope>,
): void =>
  mount(
    app,
    {
      security: [],
      async enter(c) {
        const message = verifyWebhook(secrets, c.req.raw.headers, await c.req.text());
        c.set('callerKind', 'webhook');
        return { message, db: asSystem(spec.id) };
      },
    },
    spec,
    handler,
  );
