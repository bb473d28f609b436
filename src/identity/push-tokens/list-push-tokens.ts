import { desc, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { PushToken } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { pushTokens } from '../../db/schema/index.ts';

/** The caller's devices, newest first. */
export function listPushTokens(db: Database, caller: Caller): Promise<PushToken[]> {
  return db.select().from(pushTokens).where(eq(pushTokens.user_id, caller.userId))
    .orderBy(desc(pushTokens.created_at), desc(pushTokens.id));
}
