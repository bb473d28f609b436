import type { CallerContext } from '../../db/context.ts';
import { assets } from '../../db/schema/materials/assets.ts';
import { refuse } from '../../errors.ts';
import { gymOfClass } from '../classes.ts';
import { onAssetWrite } from './asset-refusals.ts';
import type { Asset, CreateAssetInput } from './contract.ts';

/**
 * Adds material to a class; for who teaches it, or a class of its series, and managers of its gym.
 * @throws `class_not_found`, `not_class_teacher` (forbidden), `asset_content_invalid` (invalid)
 */
export async function createAsset(
  { db, caller }: CallerContext,
  { class_id, body }: { class_id: string; body: CreateAssetInput },
): Promise<Asset> {
  const gym_id = await gymOfClass(db, class_id);
  if (!gym_id) throw refuse('class_not_found');
  const [created] = await db.insert(assets)
    .values({ ...body, class_id, gym_id, created_by: caller.userId })
    .returning().catch(onAssetWrite);
  return created!;
}
