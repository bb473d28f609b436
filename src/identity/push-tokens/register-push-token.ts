import { sql } from 'drizzle-orm';
import type { PushToken, RegisterPushTokenInput } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { pushTokens } from '../../db/schema/index.ts';

/** Registers the caller's device, or moves it to them from whoever was signed in on it before. */
export async function registerPushToken(
  db: Database,
  { token, platform }: RegisterPushTokenInput,
): Promise<PushToken> {
  const [row] = await db.execute(
    sql`select * from private.register_push_token(${token}, ${platform})`,
  );
  return decodeRow(pushTokens, row as Record<string, unknown>);
}
