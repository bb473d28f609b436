import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, writtenInstant } from '../../contract/fields.ts';
import { ForPerson } from '../../contract/for-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { notificationKinds } from '../../db/schema/notifications/notifications.ts';

export const ReceivedNotification = z.object({
  id: z.guid(),
  gym_id: z.guid(),
  kind: notificationKinds.schema,
  title: z.string(),
  content: z.string(),
  sent_at: instant,
  viewed_at: instant.nullable().meta({ description: 'When it was read first; null: unread' }),
}).meta({
  id: 'ReceivedNotification',
  description: 'What a person was told. Whom else it was for, and why, is not said.',
  example: {
    ...{ id: EXAMPLE.notification_id, gym_id: EXAMPLE.gym_id, kind: 'class' },
    title: 'No classes on Friday',
    content: 'The gym is closed for the tournament. We are back on Saturday at nine.',
    ...{ sent_at: EXAMPLE.later, viewed_at: null },
  },
});
export type ReceivedNotification = z.output<typeof ReceivedNotification>;

export const InboxQuery = PageQuery.extend({
  ...ForPerson.shape,
  unread: z.enum(['true', 'false']).default('false').transform((is) => is === 'true').meta({
    description: 'Only what was not read yet',
  }),
});

export const Unread = z.object({ unread: z.int().min(0) })
  .meta({ id: 'Unread', example: { unread: 3 } });
export type Unread = z.output<typeof Unread>;

/** More than any page shows; all of it is marked by a moment. */
export const MAX_MARKED = 200;

export const MarkReadInput = z.union([
  z.strictObject({ notification_ids: z.array(z.guid()).min(1).max(MAX_MARKED) }),
  z.strictObject({
    until: writtenInstant.meta({ description: 'All that was sent up to this moment' }),
  }),
]).meta({ id: 'MarkReadInput', example: { notification_ids: [EXAMPLE.notification_id] } });
export type MarkReadInput = z.output<typeof MarkReadInput>;

export const MarkedRead = z.object({
  marked: z.int().min(0).meta({ description: 'How many had not been read' }),
  unread: z.int().min(0).meta({ description: 'How many are left' }),
}).meta({ id: 'MarkedRead', example: { marked: 1, unread: 2 } });
export type MarkedRead = z.output<typeof MarkedRead>;
