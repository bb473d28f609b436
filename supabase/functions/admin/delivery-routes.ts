import {
  DeliveriesParams,
  DeliverySummary,
  ReplayDeliveriesInput,
  ReplayedDeliveries,
} from '../../../src/notifications/deliveries/contract.ts';
import { replayDeliveries } from '../../../src/notifications/deliveries/replay-deliveries.ts';
import { summarizeDeliveries } from '../../../src/notifications/deliveries/summarize-deliveries.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { audited } from './audited.ts';

export function deliveryRoutes(app: App): void {
  route(app, systemStack, {
    id: 'summarizeDeliveries',
    method: 'get',
    path: '/notifications/{notification_id}/deliveries',
    summary: 'What the messages of a notification came to, in numbers',
    params: DeliveriesParams,
    response: DeliverySummary,
    problems: ['notification_not_found'],
  }, summarizeDeliveries);

  route(
    app,
    systemStack,
    {
      id: 'replayDeliveries',
      method: 'post',
      path: '/notifications/{notification_id}/replay',
      summary: 'Send messages that failed again',
      description:
        'Those of which nobody knows whether they arrived may come twice: they are sent ' +
        'again only where `may_repeat` says that this is accepted.',
      params: DeliveriesParams,
      body: ReplayDeliveriesInput,
      response: ReplayedDeliveries,
      problems: ['deliveries_may_repeat', 'notification_not_found'],
    },
    audited('replayDeliveries', replayDeliveries, ({ notification_id, body }) => ({
      notification_id,
      ...body,
    })),
  );
}
