import { type SQL, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { notifications } from '../../db/schema/notifications/notifications.ts';
import type { Notification } from './contract.ts';

/** Calls `private.sent_notifications`: rows of the table, with how many have read them. */
export async function sentNotifications(
  db: CallerContext['db'],
  call: SQL,
): Promise<Notification[]> {
  const rows = await db.execute(sql`select (s.notification).*, s.viewed_count from ${call} s`);
  return rows.map((row) => ({
    ...decodeRow(notifications, row),
    viewed_count: Number(row.viewed_count),
  }));
}

/** Lists what the staff of a gym wrote to members, newest first, for that staff; others see nothing. */
export async function listNotifications(
  { db }: CallerContext,
  { gym_id, page: { limit, after } }: { gym_id: string; page: PageRequest },
): Promise<Slice<Notification>> {
  const [at, id] = after ?? [null, null];
  const call = sql`private.sent_notifications(${gym_id}, null, ${at}, ${id}, ${limit + 1})`;
  return slice(
    await sentNotifications(db, call),
    limit,
    ({ created_at, id }) => [created_at, id],
  );
}
