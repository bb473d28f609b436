import { type InferSelectModel, sql } from 'drizzle-orm';
import { accountDeleted } from '../../../../src/account-deleted.ts';
import type { CallerDatabase } from '../../../../src/db/client.ts';
import { decodeRow } from '../../../../src/db/decode-row.ts';
import { onViolation } from '../../../../src/db/violation.ts';
import { users } from '../../../../src/db/schema/identity/users.ts';

export type SyncOutcome = 'inserted' | 'updated' | 'unchanged';

export interface EnsuredUser {
  outcome: SyncOutcome;
  user: InferSelectModel<typeof users>;
}

/**
 * Sync on first call: makes sure the bearer of a token has a `users` row with what the token says of
 * them, in one statement (`private.ensure_user`), which writes nothing when nothing differs.
 *
 * @param db on claims `withIdentity`: the statement takes nothing else, for it could be made up
 * @throws `account_deleted` (gone) for a token from before the account was deleted
 */
export async function ensureUser(db: CallerDatabase): Promise<EnsuredUser> {
  const [row] = await db.execute<{ outcome: SyncOutcome }>(sql`
    select (synced.user_row).*, synced.outcome from private.ensure_user() synced`)
    .catch(onViolation('account_deleted', accountDeleted));
  if (!row) throw accountDeleted();
  return { outcome: row.outcome, user: decodeRow(users, row) };
}
