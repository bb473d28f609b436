import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { deliveryReason, deliveryStates } from '../../db/schema/notifications/deliveries.ts';
import { notificationChannels } from '../../db/schema/notifications/notifications.ts';

/** Nobody knows whether these arrived. */
export const OUTCOME_UNKNOWN = 'outcome_unknown';

export const DeliveriesParams = z.object({ notification_id: z.guid() });
export type DeliveriesParams = z.output<typeof DeliveriesParams>;

const reason = deliveryReason.schema.min(1);

/** What a notification's messages came to, without whom they were for. */
export const DeliverySummary = z.object({
  notification_id: z.guid(),
  items: z.array(z.object({
    channel: notificationChannels.schema,
    state: deliveryStates.schema,
    reason: z.string().nullable(),
    count: z.int(),
    may_repeat: z.boolean().meta({
      description: 'Whether they may have arrived: sent again, some would come twice',
    }),
  })),
}).meta({
  id: 'DeliverySummary',
  example: {
    notification_id: EXAMPLE.notification_id,
    items: [
      { channel: 'push', state: 'delivered', reason: null, count: 412, may_repeat: false },
      {
        ...{ channel: 'push', state: 'failed', reason: OUTCOME_UNKNOWN },
        ...{ count: 100, may_repeat: true },
      },
    ],
  },
});
export type DeliverySummary = z.output<typeof DeliverySummary>;

export const ReplayDeliveriesInput = z.strictObject({
  reasons: z.array(reason).min(1).max(20).meta({ description: 'Which of the failed' }),
  may_repeat: z.boolean().default(false).meta({
    description: `That some come twice is accepted: asked for with \`${OUTCOME_UNKNOWN}\``,
  }),
}).meta({
  id: 'ReplayDeliveriesInput',
  example: { reasons: ['gave_up'], may_repeat: false },
});
export type ReplayDeliveriesInput = z.output<typeof ReplayDeliveriesInput>;

export const ReplayedDeliveries = z.object({
  replayed: z.int().meta({ description: 'Ten thousand at most: ask again for what is left' }),
}).meta({ id: 'ReplayedDeliveries', example: { replayed: 100 } });
export type ReplayedDeliveries = z.output<typeof ReplayedDeliveries>;
