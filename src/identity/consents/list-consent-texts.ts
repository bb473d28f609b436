import { desc } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import { consentTexts } from '../../db/schema/identity/consents/consent-texts.ts';
import type { ConsentText } from './contract.ts';

/** Lists the texts one may be asked to agree to, word for word, the newest first. */
export async function listConsentTexts(
  { db }: { db: CallerDatabase },
): Promise<{ items: ConsentText[] }> {
  const items = await db.select().from(consentTexts)
    .orderBy(desc(consentTexts.created_at), desc(consentTexts.text_version));
  return { items };
}
