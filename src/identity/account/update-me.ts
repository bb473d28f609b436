import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { CallerContext } from '../../db/context.ts';
import { users } from '../../db/schema/identity/users.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { tokenIdentity } from '../../db/token-identity.ts';
import { accountDeleted } from '../../account-deleted.ts';
import { BIRTH_DATE_GUARDED, birthDateGuarded } from '../../birth-date-guarded.ts';
import type { UpdateMeInput, User } from './contract.ts';
import { readMe } from './read-me.ts';

/**
 * Changes the caller's own profile. A field that their token carries belongs to the identity
 * provider: written here, the next call would silently sync it back, so it is refused.
 * @throws `managed_by_provider` (conflict), `account_deleted` (gone), `precondition_failed`,
 *   `birth_date_guarded` (forbidden) for a child
 */
export async function updateMe(
  ctx: CallerContext,
  { body, version }: { body: UpdateMeInput; version: Date | undefined },
): Promise<User> {
  const { db, caller } = ctx;
  refuseProviderFields(caller, body);
  const [user] = await db.update(users).set(body)
    .where(and(eq(users.id, caller.userId), isVersion(users, version)))
    .returning().catch(onViolation(BIRTH_DATE_GUARDED, birthDateGuarded));
  if (user) return user;
  assertVersion(await readMe(ctx), version, 'account');
  throw accountDeleted();
}

function refuseProviderFields(caller: Caller, input: UpdateMeInput): void {
  const { firstName, lastName, imageUrl } = tokenIdentity(caller.provider, caller.claims);
  const carried = { first_name: firstName, last_name: lastName, image_url: imageUrl };
  for (const [field, value] of Object.entries(carried)) {
    const wanted = input[field as keyof typeof carried];
    if (wanted !== undefined && value !== undefined && wanted !== value) {
      throw refuse('managed_by_provider', {
        field: `body.${field}`,
        detail: `${field} comes from the sign-in provider; change it there.`,
      });
    }
  }
}
