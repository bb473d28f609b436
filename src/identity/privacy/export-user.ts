import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import type { PersonalPart, UserRelations } from '../../db/declare/personal-part.ts';
import { users } from '../../db/schema/identity/users.ts';
import type { ForPerson } from '../../contract/for-person.ts';
import { childNotFound, isChild } from '../children/is-child.ts';
import { accountDeleted } from '../../account-deleted.ts';

/**
 * Reads everything the system holds about the caller, or about a child they are guardian of, in one
 * statement. It runs as the caller, so it cannot hold anybody else's rows, nor the documents and
 * conversations of a child who has an account.
 *
 * @param ctx `parts`: what the features have; each adds its keys
 * @returns what `userExportOf(parts)` describes
 * @throws `account_deleted` (gone) for oneself, `child_not_found`
 */
export async function exportUser(
  { db, caller, parts }: CallerContext & { parts: readonly PersonalPart[] },
  { user_id }: ForPerson = {},
): Promise<Record<string, unknown>> {
  const exports = parts.flatMap((part) => Object.entries(part.exports));
  const include: UserRelations = Object.fromEntries(
    exports.map(([, { relation, include }]) => [relation, include]),
  );
  const found = await db.query.users.findFirst({
    where: user_id ? isChild(caller, user_id) : eq(users.id, caller.userId),
    with: include,
  });
  if (!found) throw user_id ? childNotFound() : accountDeleted();
  const related = new Map<string, unknown>(Object.entries(found));
  const held = exports.map(([key, { relation }]) => [key, related.get(relation)]);
  return { exported_at: new Date(), user: found, ...Object.fromEntries(held) };
}
