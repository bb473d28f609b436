import { z } from 'zod';
import { applyResendEvent } from '../../../src/mailings/resend/apply-resend-event.ts';
import { EventOutcome, ResendEvent } from '../../../src/mailings/resend/contract.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { webhookStack } from '../_shared/stacks/webhook.ts';

export function resendRoutes(app: App, secrets: readonly string[] | undefined): void {
  route(app, webhookStack(secrets), {
    id: 'receiveResendEvent',
    method: 'post',
    path: '/resend',
    summary: 'What became of mails: delivered, bounced, complained, suppressed, failed',
    description:
      'A message goes forward only, whatever the order of events. An address that bounced for good, ' +
      'complained, or that Resend gave up gets no more mailings. Of any other type it is noted that ' +
      'it came.',
    body: ResendEvent,
    response: z.object({ outcome: EventOutcome }),
  }, ({ db, message }, { body }) => applyResendEvent({ db }, { event_id: message.id, body }));
}
