import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { assets } from '../../db/schema/materials/assets.ts';
import { ofSeries } from '../classes.ts';
import type { Asset } from './contract.ts';

interface Input {
  gym_id: string;
  class_id?: string | undefined;
  page: PageRequest;
}

/** Lists the material of a gym's classes, or of one, newest first; for its members. */
export const listAssets = (
  { db }: CallerContext,
  { gym_id, class_id, page }: Input,
): Promise<Slice<Asset>> =>
  newestFirst(assets).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(assets).where(and(
        eq(assets.gym_id, gym_id),
        class_id ? ofSeries(assets.class_id, gym_id, class_id) : undefined,
        where,
      )).orderBy(...orderBy).limit(limit),
  );
