import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { consents } from '../../db/schema/identity/consents/consents.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { childNotFound } from '../children/is-child.ts';
import type { Consent, GiveConsentInput } from './contract.ts';

export const consentTextUnknown = (field: string) => refuse('consent_text_unknown', { field });

/**
 * Keeps that a guardian agreed to a text for a child of theirs, and when. Given twice it is one.
 * @throws `child_not_found`, `consent_text_unknown` (invalid)
 */
export async function giveConsent(
  { db }: CallerContext,
  { user_id, body: { kind, text_version } }: { user_id: string; body: GiveConsentInput },
): Promise<Consent> {
  const call = sql`private.give_consent(${user_id}, ${kind}, ${text_version})`;
  const [consent] = await callForRows(db, consents, call)
    .catch(onViolation('consents_text_fk', () => consentTextUnknown('body.text_version')));
  if (!consent) throw childNotFound();
  return consent;
}
