import { isNull } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';

/** How many domains are named to who asked for another. */
const NAMED = 20;

/** Lists the domains of shops that are there, each once. */
export async function listDomains(db: SystemDatabase): Promise<string[]> {
  const rows = await db.selectDistinct({ domain: shops.domain }).from(shops)
    .where(isNull(shops.deleted_at)).orderBy(shops.domain).limit(NAMED);
  return rows.map(({ domain }) => domain);
}
