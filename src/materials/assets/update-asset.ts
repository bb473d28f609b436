import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { assets } from '../../db/schema/materials/assets.ts';
import { isVersion } from '../../db/version.ts';
import { assetRefusal, onAssetWrite } from './asset-refusals.ts';
import type { Asset, UpdateAssetInput } from './contract.ts';

/**
 * Changes material, or until when members see it; for who teaches the class and managers.
 * @throws `asset_not_found`, `not_class_teacher` (forbidden), `asset_content_invalid` (invalid),
 *   `precondition_failed`
 */
export async function updateAsset(
  { db }: CallerContext,
  { asset_id, body, version }: {
    asset_id: string;
    body: UpdateAssetInput;
    version: Date | undefined;
  },
): Promise<Asset> {
  const [changed] = await db.update(assets).set(body)
    .where(and(eq(assets.id, asset_id), isVersion(assets, version)))
    .returning().catch(onAssetWrite);
  if (!changed) throw await assetRefusal(db, asset_id, version);
  return changed;
}
