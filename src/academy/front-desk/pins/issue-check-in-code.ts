import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ForPerson } from '../../../contract/for-person.ts';
import type { CallerContext } from '../../../db/context.ts';
import { callFor } from '../../../db/call.ts';
import { onViolation } from '../../../db/violation.ts';
import { memberNotFound } from '../../members/read-member.ts';
import { hashOf, newToken } from '../../token.ts';
import type { CheckInCode } from './contract.ts';

const Answer = z.object({ expires_at: z.coerce.date() });

/**
 * Issues a code for a front desk, for oneself or a child: good for a minute and for one check-in. The
 * app shows it as a QR code, and the next one before it expires.
 * @throws `member_not_found` for who is a member nowhere
 */
export async function issueCheckInCode(
  { db, caller }: CallerContext,
  { user_id = caller.userId }: ForPerson,
): Promise<CheckInCode> {
  const code = newToken();
  const [answer] = await callFor(
    db,
    Answer,
    sql`private.issue_check_in_code(${user_id}, ${await hashOf(code)}) as expires_at`,
  ).catch(onViolation('member_not_found', memberNotFound));
  return { code, ...answer! };
}
