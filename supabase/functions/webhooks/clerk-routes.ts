import { z } from 'zod';
import { ClerkEvent } from '../../../src/contracts/clerk.ts';
import { applyClerkEvent } from '../../../src/identity/apply-clerk-event.ts';
import type { App } from '../_shared/app.ts';
import { webhookRoute } from '../_shared/webhook-route.ts';

export function clerkRoutes(app: App, secrets: readonly string[]): void {
  webhookRoute(app, secrets, {
    id: 'receiveClerkEvent',
    method: 'post',
    path: '/clerk',
    summary: 'user.created, user.updated and user.deleted of Clerk',
    body: ClerkEvent,
    response: z.object({ outcome: z.enum(['applied', 'duplicate', 'stale', 'ignored']) }),
    problems: { 401: 'The signature does not match' },
  }, async ({ db, message, body }) => ({ outcome: await applyClerkEvent(db, message.id, body) }));
}
