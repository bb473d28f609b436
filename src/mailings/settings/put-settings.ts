import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { mailingSettings } from '../../db/schema/mailings/messages/mailing-settings.ts';
import type { MailingSettings, MailingSettingsInput } from './contract.ts';
import { readSettings } from './read-settings.ts';

/**
 * Sets what holds for all mailings of a shop that the caller manages, from the next message on.
 * @throws `shop_not_found`
 */
export async function putSettings(
  ctx: CallerContext,
  { shop_id, body }: { shop_id: string; body: MailingSettingsInput },
): Promise<MailingSettings> {
  const { db } = ctx;
  const [changed] = await db.update(mailingSettings).set(body)
    .where(eq(mailingSettings.shop_id, shop_id)).returning();
  if (changed) return shown(changed);
  // Of a shop that is not theirs nothing is written.
  await readSettings(ctx, { shop_id });
  const [made] = await db.insert(mailingSettings).values({ shop_id, ...body })
    .onConflictDoUpdate({ target: mailingSettings.shop_id, set: body }).returning();
  return shown(made!);
}

const shown = (
  { created_at: _, ...settings }: typeof mailingSettings.$inferSelect,
): MailingSettings => settings;
