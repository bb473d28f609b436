import { and, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { memberships } from '../../db/schema/academy/memberships.ts';
import type { MembershipStatus } from './contract.ts';

/** Says a status in SQL, as a condition. Whoever left is `left`, whatever was decided before. */
export function hasStatus(status: MembershipStatus): SQL | undefined {
  const { approved_at, denied_at, left_at } = memberships;
  switch (status) {
    case 'pending':
      return and(isNull(approved_at), isNull(denied_at), isNull(left_at));
    case 'approved':
      return eq(memberships.in_effect, true);
    case 'denied':
      return and(isNotNull(denied_at), isNull(left_at));
    case 'left':
      return isNotNull(left_at);
  }
}

type Decision = Pick<
  typeof memberships.$inferSelect,
  'approved_at' | 'denied_at' | 'left_at'
>;

/** Tells the status of a row at hand. */
export function statusOf({ approved_at, denied_at, left_at }: Decision): MembershipStatus {
  if (left_at) return 'left';
  if (denied_at) return 'denied';
  return approved_at ? 'approved' : 'pending';
}
