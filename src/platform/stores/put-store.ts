import { sql } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { appStores } from '../../db/schema/platform/app-stores.ts';
import type { AppStore, PutStoreInput, StoreParams } from './contract.ts';

/** Says where the app is in a store. */
export async function putStore(
  { db }: SystemContext,
  { store, body: { url } }: StoreParams & { body: PutStoreInput },
): Promise<AppStore> {
  const [current] = await db.insert(appStores).values({ store, url })
    .onConflictDoUpdate({
      target: appStores.store,
      targetWhere: sql`${appStores.disabled_at} is null`,
      set: { url },
    }).returning();
  return current!;
}
