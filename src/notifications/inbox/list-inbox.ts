import { sql } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { callFor } from '../../db/call.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { ReceivedNotification } from './contract.ts';
import { z } from 'zod';

const Row = ReceivedNotification.extend({
  sent_at: z.coerce.date(),
  viewed_at: z.coerce.date().nullable(),
});

/**
 * Lists what the caller, or a child of theirs, was told, newest first. By a definer function, since a
 * reader sees the words of a notification and nothing else of it.
 */
export async function listInbox(
  { db, caller }: CallerContext,
  { user_id = caller.userId, unread, page: { limit, after } }: ForPerson & {
    unread: boolean;
    page: PageRequest;
  },
): Promise<Slice<ReceivedNotification>> {
  const [at, id] = after ?? [null, null];
  const call = sql`private.inbox(${user_id}, ${unread}, ${at}, ${id}, ${limit + 1})`;
  return slice(await callFor(db, Row, call), limit, ({ sent_at, id }) => [sent_at, id]);
}
