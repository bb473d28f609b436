import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { UpdateMeInput, User } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { users } from '../../db/schema/index.ts';
import { conflict, preconditionFailed } from '../../errors.ts';
import { accountDeleted } from '../../account-deleted.ts';
import { tokenIdentity } from '../../token-identity.ts';

/**
 * Changes the caller's own profile. A field that their token carries belongs to the identity
 * provider: written here, the next call would silently sync it back, so it is refused.
 *
 * @param expectedVersion the `updated_at` the change was made against, if the client sent one
 * @throws `managed_by_provider` (conflict), `account_deleted` (gone), `precondition_failed`
 */
export async function updateMe(
  db: Database,
  caller: Caller,
  input: UpdateMeInput,
  expectedVersion?: Date,
): Promise<User> {
  refuseProviderFields(caller, input);
  const [user] = await db.update(users).set(input).where(and(
    eq(users.id, caller.userId),
    expectedVersion && eq(users.updated_at, expectedVersion),
  )).returning();
  if (user) return user;
  throw expectedVersion
    ? preconditionFailed('precondition_failed', 'The account has changed since it was read.')
    : accountDeleted();
}

function refuseProviderFields(caller: Caller, input: UpdateMeInput): void {
  const { firstName, lastName, imageUrl } = tokenIdentity(caller.provider, caller.claims);
  const carried = { first_name: firstName, last_name: lastName, image_url: imageUrl };
  for (const [field, value] of Object.entries(carried)) {
    const wanted = input[field as keyof typeof carried];
    if (wanted !== undefined && value !== undefined && wanted !== value) {
      throw conflict(
        'managed_by_provider',
        `${field} comes from the sign-in provider; change it there.`,
        `body.${field}`,
      );
    }
  }
}
