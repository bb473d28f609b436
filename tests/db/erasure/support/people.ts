import type { CallerContext } from '../../../../src/db/context.ts';
import type { TokenIdentity } from '../../../../src/db/token-identity.ts';
import { type Doors, firstCall } from '../../../../testkit/door/doors.ts';

/** What the token of somebody says, issued a while ago. */
export const identityOf = (subject: string): TokenIdentity => ({
  subject,
  provider: 'clerk',
  email: `${subject}@secret.test`,
  firstName: undefined,
  lastName: undefined,
  imageUrl: undefined,
  issuedAt: new Date('2026-01-01T00:00:00Z'),
});

/** Somebody's first call, as a context that verbs take. */
export async function arrive(
  door: Doors,
  subject: string = crypto.randomUUID(),
): Promise<CallerContext> {
  const { user } = await firstCall(door, identityOf(subject));
  const claims = { sub: subject };
  return {
    db: door.asCaller(claims),
    caller: { userId: user.id, subject, provider: 'clerk', claims },
  };
}
