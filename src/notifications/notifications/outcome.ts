import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerDatabase } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { notifications } from '../../db/schema/notifications/notifications.ts';
import { refuse } from '../../errors.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { Notification } from './contract.ts';

/** As the functions beside the tables refuse. */
const refused = z.enum(
  [
    'not_staff_here',
    'class_not_found',
    'not_your_class',
    'scheduled_in_past',
    'scheduled_too_late',
    'notification_not_found',
    'not_the_sender',
    'notification_sent',
    'notification_failed',
    'precondition_failed',
  ] satisfies RefusalCode[],
);

/** Which field of the request is at fault, where one is. */
const fields: Partial<Record<RefusalCode, string>> = {
  class_not_found: 'body.audience.class_id',
  not_your_class: 'body.audience',
  scheduled_in_past: 'body.scheduled_for',
  scheduled_too_late: 'body.scheduled_for',
};

/** Throws the refusal that a function answered, if it did. */
export function assertDone(refusal: unknown): void {
  if (refusal === null) return;
  const code = refused.parse(refusal);
  throw refuse(code, fields[code] === undefined ? {} : { field: fields[code] });
}

/**
 * Calls a function that writes a notification which is still to be sent, hence not read by anybody.
 * @throws what it refuses with
 */
export async function writtenBy(db: CallerDatabase, call: SQL): Promise<Notification> {
  const [row] = await db.execute(sql`select w.refusal, (w.notification).* from ${call} w`);
  assertDone(row!.refusal);
  return { ...decodeRow(notifications, row!), viewed_count: 0 };
}
