import { desc, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { consents } from '../../db/schema/identity/consents/consents.ts';
import type { Consent } from './contract.ts';

/** Lists what was agreed to for somebody the caller acts for, also what was withdrawn; newest first. */
export async function listConsents(
  { db }: CallerContext,
  { user_id }: { user_id: string },
): Promise<{ items: Consent[] }> {
  const items = await db.select().from(consents).where(eq(consents.user_id, user_id))
    .orderBy(desc(consents.given_at), desc(consents.id));
  return { items };
}
