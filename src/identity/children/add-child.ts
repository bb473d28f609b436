import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { users } from '../../db/schema/identity/users.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { consentTextUnknown } from '../consents/give-consent.ts';
import type { AddChildInput } from './contract.ts';
import type { User } from '../account/contract.ts';

/**
 * Makes the record of a child, whose guardian the caller is from then on, with their consent to its
 * being kept.
 * @throws `not_a_child` (invalid), `guardian_is_a_child` (forbidden), `consent_text_unknown` (invalid)
 */
export async function addChild(
  { db }: CallerContext,
  { body: { relation, consent, ...profile } }: { body: AddChildInput },
): Promise<User> {
  const call = sql`private.add_child(${JSON.stringify(profile)}::jsonb, ${relation}, ${consent})`;
  const [child] = await callForRows(db, users, call).catch(onViolations({
    guardianships_of_a_child: () => refuse('not_a_child', { field: 'body.birth_date' }),
    guardianships_by_an_adult: () => refuse('guardian_is_a_child'),
    consents_text_fk: () => consentTextUnknown('body.consent'),
  }));
  return child!;
}
