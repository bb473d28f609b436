import { z } from 'zod';
import { findPostgresError } from '../../db/violation.ts';
import { type Fault, refuse } from '../../errors.ts';
import type { RefusalCode } from '../../refusals.ts';
import { AssessedCondition } from '../eligibility/contract.ts';

/** Who is refused, as `private.check_graduations` says it. */
const Refused = z.array(z.object({
  user_id: z.guid(),
  belt: z.string().optional(),
  degree: z.int().optional(),
  unmet: z.array(AssessedCondition).default([]),
}));
type Refused = z.output<typeof Refused>[number];

/** What its constraints mean, and which field of a person they are about. */
const refusals: Record<string, readonly [code: RefusalCode, field: string]> = {
  graduations_of_members: ['member_not_found', '.user_id'],
  graduations_until_today: ['promoted_in_future', '.registered_on'],
  graduations_of_the_rules: ['rank_unknown', '.belt'],
  graduations_of_another_rank: ['rank_held', '.belt'],
  graduations_in_order: ['promoted_since', '.override_reason'],
  graduations_eligible: ['not_eligible', '.belt'],
};

/** A fault for each condition that is not met; where the rules know none, one for the person. */
function faultsOf({ user_id, unmet, ...rank }: Refused, field: string): Fault[] {
  if (unmet.length === 0) return [{ field, facts: { user_id } }];
  return unmet.map((condition) => ({
    ...{ field, code: condition.code, message: inWords(condition) },
    facts: { user_id, ...rank, ...condition },
  }));
}

const inWords = ({ article, requirement, value, threshold, earliest }: AssessedCondition): string =>
  [
    article ?? requirement,
    threshold === null ? 'not met' : `${value ?? 'unknown'} of ${threshold}`,
    ...earliest === null ? [] : [`from ${earliest}`],
  ].join(', ');

/**
 * For `.catch()`: says in the product's words why graduations were refused, and of whom.
 *
 * @param at where in the request somebody stands: `body.people.3`
 */
export const refusePromotions = (at: (userId: string) => string) => (err: unknown): never => {
  const { code, constraint_name = '', detail = '[]' } = findPostgresError(err) ?? {};
  if (code === '42501' && constraint_name === '') throw refuse('not_belt_staff');
  const known = refusals[constraint_name];
  if (!known) throw err;
  const [refusal, field] = known;
  const refused = Refused.parse(JSON.parse(detail));
  throw refuse(refusal, {
    faults: refused.flatMap((one) => faultsOf(one, `${at(one.user_id)}${field}`)),
  });
};
