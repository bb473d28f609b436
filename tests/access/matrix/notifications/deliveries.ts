import type { Subject } from '../../proof/cells.ts';

const enqueue = (notification: string) =>
  `select private.enqueue_deliveries(:notifications.${notification})`;
const queued = `select payload ->> 'channel' from private.jobs where kind = 'send_notifications'`;
const replayed = `update private.notification_deliveries set state = 'pending', reason = null
  where notification_id = :notifications.southern`;

/** What puts the sending into the queue: for functions that make deliveries, and the system. */
const enqueueDeliveries: Subject = {
  name: 'private.enqueue_deliveries(uuid)',
  returns: 'void',
  probes: {
    'nothing is left': [enqueue('southern'), queued],
    'something is left': [replayed, enqueue('southern'), queued],
    'it is in the queue': [replayed, enqueue('southern'), enqueue('southern'), queued],
    'it was to wait': [
      replayed,
      `update private.notification_deliveries set not_before = now() + interval '1 hour'
        where notification_id = :notifications.southern`,
      enqueue('southern'),
      `update private.notification_deliveries set not_before = now() - interval '1 hour'
        where notification_id = :notifications.southern`,
      enqueue('southern'),
      `${queued} and run_at <= now()`,
    ],
  },
  access: [`
| actor         | nothing is left | something is left | it is in the queue | it was to wait |
| system        | -               | push              | push               | push           |
| everyone else | 42501           | 42501             | 42501              | 42501          |`],
};

export const deliveries = [enqueueDeliveries];
