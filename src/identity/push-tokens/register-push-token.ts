import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { pushTokens } from '../../db/schema/identity/push-tokens.ts';
import type { PushToken, RegisterPushTokenInput } from './contract.ts';

/** Registers the caller's device, or moves it to them from whoever was signed in on it before. */
export async function registerPushToken(
  { db }: CallerContext,
  { body: { token, platform } }: { body: RegisterPushTokenInput },
): Promise<PushToken> {
  const call = sql`private.register_push_token(${token}, ${platform})`;
  const [registered] = await callForRows(db, pushTokens, call);
  return registered!;
}
