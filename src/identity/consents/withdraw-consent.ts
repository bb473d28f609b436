import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { consents } from '../../db/schema/identity/consents/consents.ts';
import { refuse } from '../../errors.ts';

/**
 * Takes back what the caller agreed to. Nothing is removed by that: erasing is a call of its own.
 * @throws `consent_not_found`
 */
export async function withdrawConsent(
  { db }: CallerContext,
  { consent_id }: { consent_id: string },
): Promise<void> {
  const [withdrawn] = await callForRows(db, consents, sql`private.withdraw_consent(${consent_id})`);
  if (!withdrawn) throw refuse('consent_not_found');
}
