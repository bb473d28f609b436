import { eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { invitations } from '../../db/schema/academy/invitations/invitations.ts';
import { refuse, wrongState } from '../../errors.ts';

/**
 * Takes an invitation back, as a manager; taken back twice it is one.
 * @throws `invitation_not_found`, `invitation_accepted` (conflict)
 */
export async function revokeInvitation(
  { db }: CallerContext,
  { invitation_id }: { invitation_id: string },
): Promise<void> {
  const call = sql`private.revoke_invitation(${invitation_id})`;
  const [revoked] = await callForRows(db, invitations, call);
  if (revoked) return;
  const [standing] = await db.select().from(invitations).where(eq(invitations.id, invitation_id));
  if (!standing) throw refuse('invitation_not_found');
  if (standing.accepted_at) throw wrongState('invitation', 'accepted');
}
