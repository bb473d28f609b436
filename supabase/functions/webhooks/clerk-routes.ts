import { z } from 'zod';
import { ClerkEvent, DeliveryOutcome } from '../../../src/identity/clerk/contract.ts';
import { applyClerkEvent } from '../../../src/identity/clerk/apply-clerk-event.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { webhookStack } from '../_shared/stacks/webhook.ts';

export function clerkRoutes(app: App, secrets: readonly string[] | undefined): void {
  route(app, webhookStack(secrets), {
    id: 'receiveClerkEvent',
    method: 'post',
    path: '/clerk',
    summary: 'user.created, user.updated and user.deleted of Clerk',
    body: ClerkEvent,
    response: z.object({ outcome: DeliveryOutcome }),
  }, ({ db, message }, { body }) => applyClerkEvent({ db }, { message_id: message.id, body }));
}
