import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { pushTokens } from '../../db/schema/identity/push-tokens.ts';
import { refuse } from '../../errors.ts';

/**
 * Forgets one of the caller's devices, as an app does when they sign out on it.
 * @throws `push_token_not_found`
 */
export async function removePushToken(
  { db, caller }: CallerContext,
  { push_token_id }: { push_token_id: string },
): Promise<void> {
  const [removed] = await db.delete(pushTokens)
    .where(and(eq(pushTokens.id, push_token_id), eq(pushTokens.user_id, caller.userId)))
    .returning({ id: pushTokens.id });
  if (!removed) throw refuse('push_token_not_found');
}
