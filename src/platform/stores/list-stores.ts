import type { SystemContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { appStores } from '../../db/schema/platform/app-stores.ts';
import type { AppStore } from './contract.ts';

/** Lists the stores' addresses, also those that were given before, newest first. */
export const listStores = (
  { db }: SystemContext,
  { page }: { page: PageRequest },
): Promise<Slice<AppStore>> =>
  newestFirst(appStores).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(appStores).where(where).orderBy(...orderBy).limit(limit),
  );
