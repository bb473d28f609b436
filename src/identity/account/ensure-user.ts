import { type InferSelectModel, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { users } from '../../db/schema/identity/users.ts';
import { accountDeleted } from './account-deleted.ts';
import type { TokenIdentity } from '../../token-identity.ts';

export type SyncOutcome = 'inserted' | 'updated' | 'unchanged';

export interface EnsuredUser {
  outcome: SyncOutcome;
  user: InferSelectModel<typeof users>;
}

/**
 * Sync on first call: makes sure the bearer of a token has a `users` row with what the token says of
 * them, in one statement (`private.ensure_user`), which writes nothing when nothing differs.
 *
 * @param db the system door: no API role may insert users
 * @throws `account_deleted` (gone) for a token from before the account was deleted
 */
export async function ensureUser(db: Database, identity: TokenIdentity): Promise<EnsuredUser> {
  const { subject, provider, email, firstName, lastName, imageUrl, issuedAt } = identity;
  const [row] = await db.execute<{ outcome: SyncOutcome }>(sql`
    select (synced.user_row).*, synced.outcome from private.ensure_user(
      ${subject}, ${provider}, ${email ?? null}, ${firstName ?? null}, ${lastName ?? null},
      ${imageUrl ?? null}, ${(issuedAt ?? new Date()).toISOString()}
    ) synced`);
  if (!row) throw accountDeleted();
  return { outcome: row.outcome, user: decodeRow(users, row) };
}
