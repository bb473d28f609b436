import { sql } from 'drizzle-orm';
import { callFor } from '../../../db/call.ts';
import type { CallerContext } from '../../../db/context.ts';
import { DuesAtClass } from './contract.ts';

/**
 * Tells in a word how the dues of those stand who come to a class about now; for staff of its gym, and
 * empty for others. What anybody owes or paid is not in it.
 */
export async function listDuesAtClass(
  { db }: CallerContext,
  { class_id, class_date }: { class_id: string; class_date: string },
): Promise<{ items: DuesAtClass[] }> {
  const call = sql`private.dues_at_class(${class_id}, ${class_date})`;
  return { items: await callFor(db, DuesAtClass, call) };
}
