import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { erasureOf, type PersonalPart } from '../../db/declare/personal-part.ts';
import type { Erasure } from '../privacy/contract.ts';
import { readErased } from '../privacy/erase-user.ts';
import { childNotFound } from './is-child.ts';

/**
 * Erases a child whom the caller is guardian of, and says what was removed, what is kept and why.
 * @throws `child_not_found`
 */
export async function eraseChild(
  { db, parts }: CallerContext & { parts: readonly PersonalPart[] },
  { user_id }: { user_id: string },
): Promise<Erasure> {
  const erased = await readErased(db, sql`private.erase_child(${user_id})`, childNotFound);
  return { ...erased, ...erasureOf(parts) };
}
