import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { Eligibility, type EligibilityQuery, HeldRank, SystemInForce } from './contract.ts';

const Row = Eligibility.extend({ system: SystemInForce.nullable(), rank: HeldRank.nullable() });

/**
 * Reads what somebody is in an art, and what is missing for the ranks they may have next, or for one:
 * for themselves, their guardians and the staff of the gym, who leave a trace where they read a child.
 * @throws `member_not_found`, `rank_system_not_found`, `rank_not_found`
 */
export async function readEligibility(
  { db }: CallerContext,
  { gym_id, user_id, modality, belt, degree, on }: EligibilityQuery & {
    gym_id: string;
    user_id: string;
  },
): Promise<Eligibility> {
  const call = sql`private.person_eligibility(
    ${gym_id}, ${user_id}, ${modality}, ${belt ?? null}, ${degree ?? null}, ${on ?? null}
  )`;
  const [answer] = await callFor(db, Row, call);
  if (!answer) throw refuse('member_not_found');
  const { system, rank } = answer;
  if (!system || !rank) throw refuse('rank_system_not_found', { field: 'query.modality' });
  if (belt !== undefined && answer.next.length === 0) {
    throw refuse('rank_not_found', { field: 'query.belt' });
  }
  return { ...answer, system, rank };
}
