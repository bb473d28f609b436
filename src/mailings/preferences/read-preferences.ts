import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerDatabase } from '../../db/client.ts';
import { topics } from '../../db/schema/mailings/lists.ts';
import { refuse } from '../../errors.ts';
import type { MailingPreferences } from './contract.ts';

const Row = z.object({
  gym_name: z.string(),
  address: z.string().nullable(),
  locale: z.string().nullable(),
  agreed: z.boolean(),
  unsubscribed: z.boolean(),
  undeliverable: z.boolean(),
  refused: z.array(topics.schema),
});

/**
 * Reads what the customer of a link wants of a shop's mailings, for whoever has the link.
 * @throws `preferences_not_found`
 */
export async function readPreferences(
  { db }: { db: CallerDatabase },
  { token }: { token: string },
): Promise<MailingPreferences> {
  const [row] = await callFor(db, Row, sql`private.mailing_preferences(${token})`);
  if (!row) throw refuse('preferences_not_found');
  const { locale, refused, ...told } = row;
  return {
    ...told,
    language: locale?.toLowerCase().startsWith('pt') ? 'pt' : 'en',
    topics: topics.values.map((topic) => ({ topic, wanted: !refused.includes(topic) })),
  };
}
