import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerDatabase } from '../../db/client.ts';
import { refuse } from '../../errors.ts';
import type { MailingPreferences, PutMailingPreferencesInput } from './contract.ts';
import { readPreferences } from './read-preferences.ts';

interface PublicContext {
  db: CallerDatabase;
  now: () => Date;
}

const Known = z.object({ known: z.boolean() });

/**
 * Sets what the customer of a link wants, for whoever has the link.
 * @throws `preferences_not_found`
 */
export async function putPreferences(
  { db, now }: PublicContext,
  { token, body }: { token: string; body: PutMailingPreferencesInput },
): Promise<MailingPreferences> {
  const { unsubscribed = null, refused } = body;
  const [answer] = await callFor(
    db,
    Known,
    sql`private.put_mailing_preferences(
      ${token}, ${unsubscribed}::boolean, ${sql.param(refused)}::text[], ${now().toISOString()}
    ) as t (known)`,
  );
  if (!answer?.known) throw refuse('preferences_not_found');
  return await readPreferences({ db }, { token });
}

/**
 * Unsubscribes the customer of a link from all mailings of the shop; again changes nothing.
 * @throws `preferences_not_found`
 */
export async function unsubscribe(
  { db, now }: PublicContext,
  { token }: { token: string },
): Promise<void> {
  const [answer] = await callFor(
    db,
    Known,
    sql`private.unsubscribe(${token}, ${now().toISOString()}) as t (known)`,
  );
  if (!answer?.known) throw refuse('preferences_not_found');
}
