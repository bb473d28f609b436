import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { erasureOf, type PersonalPart } from '../../db/declare/personal-part.ts';
import type { Erasure } from './contract.ts';
import { readErased } from './erase-user.ts';

/**
 * Erases the caller's own account and says what was removed, what is kept and why. The rows reach
 * beyond what a caller may write, so the database does it, for whoever the claims say is asking.
 *
 * @param ctx `parts`: what the features have, and what they say of it
 * @throws `account_deleted` (gone)
 */
export const eraseMe = async (
  { db, parts }: CallerContext & { parts: readonly PersonalPart[] },
): Promise<Erasure> => ({
  ...await readErased(db, sql`private.erase_caller()`),
  ...erasureOf(parts),
});
