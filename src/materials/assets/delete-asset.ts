import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { assets } from '../../db/schema/materials/assets.ts';
import { assetRefusal } from './asset-refusals.ts';

/**
 * Removes material with its attachments at once, and their files by jobs; for who teaches the class
 * and managers.
 * @throws `asset_not_found`, `not_class_teacher` (forbidden)
 */
export async function deleteAsset(
  { db }: CallerContext,
  { asset_id }: { asset_id: string },
): Promise<void> {
  const [deleted] = await db.delete(assets).where(eq(assets.id, asset_id))
    .returning({ id: assets.id });
  if (!deleted) throw await assetRefusal(db, asset_id);
}
