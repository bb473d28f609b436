import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { Database } from '../../db/client.ts';
import { pushTokens } from '../../db/schema/index.ts';
import { notFound } from '../../errors.ts';

/**
 * Forgets one of the caller's devices, as an app does when they sign out on it.
 * @throws `push_token_not_found`
 */
export async function removePushToken(db: Database, caller: Caller, id: string): Promise<void> {
  const [removed] = await db.delete(pushTokens)
    .where(and(eq(pushTokens.id, id), eq(pushTokens.user_id, caller.userId)))
    .returning({ id: pushTokens.id });
  if (!removed) throw notFound('push_token_not_found', 'There is no such device of yours.');
}
