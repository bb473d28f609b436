import { eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import {
  DEFAULT_CAP,
  mailingSettings,
} from '../../db/schema/mailings/messages/mailing-settings.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { refuse } from '../../errors.ts';
import type { MailingSettings } from './contract.ts';

const { cap_messages, cap_days, reply_to, postal_address, updated_at } = mailingSettings;

/**
 * Reads what holds for all mailings of a shop that the caller manages.
 * @throws `shop_not_found`
 */
export async function readSettings(
  { db }: CallerContext,
  { shop_id }: { shop_id: string },
): Promise<MailingSettings> {
  const [found] = await db.select({
    shop_id: shops.id,
    cap_messages: sql<number>`coalesce(${cap_messages}, ${DEFAULT_CAP.messages})`,
    cap_days: sql<number>`coalesce(${cap_days}, ${DEFAULT_CAP.days})`,
    ...{ reply_to, postal_address, updated_at },
  }).from(shops).leftJoin(mailingSettings, eq(mailingSettings.shop_id, shops.id))
    .where(eq(shops.id, shop_id));
  if (!found) throw refuse('shop_not_found');
  return found;
}
