import { desc, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { pushTokens } from '../../db/schema/identity/push-tokens.ts';
import type { PushToken } from './contract.ts';

/** Lists the caller's devices, newest first. */
export async function listPushTokens(
  { db, caller }: CallerContext,
): Promise<{ items: PushToken[] }> {
  const items = await db.select().from(pushTokens).where(eq(pushTokens.user_id, caller.userId))
    .orderBy(desc(pushTokens.created_at), desc(pushTokens.id));
  return { items };
}
