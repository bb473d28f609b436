import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import type { Shop } from './contract.ts';

/** Lists the shops that a gym has connected, newest first, uninstalled ones too; for its managers. */
export const listShops = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<Shop>> =>
  newestFirst(shops).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(shops).where(and(eq(shops.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
