import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { onViolation } from '../../db/violation.ts';

export type ShopRow = typeof shops.$inferSelect;

/** Thrown where there is no shop to import into; the message says what to do about it. */
export class NoShop extends Error {
  override readonly name = 'NoShop';
}

export interface ShopWanted {
  /** `<name>.myshopify.com` */
  domain: string;
  /** Whose it is; of an unknown domain it must be known. */
  gym_id?: string | undefined;
}

/** Finds a shop by its domain: of this gym, else of the gym that has it now. */
export async function findShop(
  db: SystemDatabase,
  { domain, gym_id }: ShopWanted,
): Promise<ShopRow | undefined> {
  const [shop] = await db.select().from(shops)
    .where(and(
      eq(shops.domain, domain),
      isNull(shops.deleted_at),
      gym_id === undefined ? undefined : eq(shops.gym_id, gym_id),
    ))
    .orderBy(asc(sql`(${shops.state} = 'uninstalled')`), desc(shops.created_at)).limit(1);
  return shop;
}

/**
 * Makes the shop that a file is of: nothing of it is heard but what files tell, so it is `stale`. Its
 * days are those of its gym.
 * @throws NoShop
 */
export async function makeShop(
  db: SystemDatabase,
  { domain, gym_id, currency }: Required<ShopWanted> & { gym_id: string; currency: string },
): Promise<ShopRow> {
  const [gym] = await db.select().from(gyms).where(eq(gyms.id, gym_id));
  if (!gym) throw new NoShop(`There is no gym ${gym_id}.`);
  const [shop] = await db.insert(shops)
    .values({ gym_id, domain, state: 'stale', currency, timezone: gym.timezone }).returning()
    .catch(onViolation(
      'shops_domain_unique',
      () => new NoShop(`${domain} is the shop of another gym.`),
    ));
  return shop!;
}

/** The gym that was first; undefined where there is none. */
export async function oldestGym(
  db: SystemDatabase,
): Promise<{ id: string; name: string } | undefined> {
  const [gym] = await db.select({ id: gyms.id, name: gyms.name }).from(gyms)
    .orderBy(asc(gyms.created_at), asc(gyms.id)).limit(1);
  return gym;
}
