import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { appStores } from '../../db/schema/platform/app-stores.ts';
import { refuse } from '../../errors.ts';
import type { StoreParams } from './contract.ts';

/**
 * Sends nobody to a store any more; its address stays in the list.
 * @throws `app_store_not_found`
 */
export async function closeStore({ db }: SystemContext, { store }: StoreParams): Promise<void> {
  const [closed] = await db.update(appStores).set({ disabled_at: sql`now()` })
    .where(and(eq(appStores.store, store), isNull(appStores.disabled_at)))
    .returning({ id: appStores.id });
  if (!closed) throw refuse('app_store_not_found');
}
