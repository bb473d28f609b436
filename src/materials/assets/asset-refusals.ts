import { eq } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import { ASSET_CONTENT, assets, MATERIAL_OF_HELD_CLASS } from '../../db/schema/materials/assets.ts';
import { findPostgresError } from '../../db/violation.ts';
import { assertVersion } from '../../db/version.ts';
import { type AppError, refuse } from '../../errors.ts';

/** For `.catch()`: says in the product's words what the database refuses of material. */
export function onAssetWrite(err: unknown): never {
  const fault = findPostgresError(err);
  if (fault?.code === '42501') throw refuse('not_class_teacher');
  if (fault?.constraint_name === MATERIAL_OF_HELD_CLASS) throw refuse('class_not_found');
  if (fault?.constraint_name === ASSET_CONTENT) {
    throw refuse('asset_content_invalid', { field: 'body.content' });
  }
  throw err;
}

/** Tells why a write touched no material: it is hidden or gone, has changed, or is not theirs. */
export async function assetRefusal(
  db: CallerDatabase,
  asset_id: string,
  version?: Date,
): Promise<AppError> {
  const [asset] = await db.select({ updated_at: assets.updated_at }).from(assets)
    .where(eq(assets.id, asset_id));
  if (!asset) return refuse('asset_not_found');
  assertVersion(asset, version, 'material');
  return refuse('not_class_teacher');
}
