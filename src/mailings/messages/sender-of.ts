import { eq } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import { mailingSettings } from '../../db/schema/mailings/messages/mailing-settings.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';

/** Reads as whom a shop's messages come, and where answers go; undefined where it is gone. */
export async function senderOf(db: SystemDatabase, shop_id: string) {
  const { postal_address, reply_to } = mailingSettings;
  const [row] = await db.select({ name: gyms.name, postal_address, reply_to }).from(shops)
    .innerJoin(gyms, eq(gyms.id, shops.gym_id))
    .leftJoin(mailingSettings, eq(mailingSettings.shop_id, shops.id))
    .where(eq(shops.id, shop_id));
  return row;
}
export type Sender = NonNullable<Awaited<ReturnType<typeof senderOf>>>;
