import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { assets } from '../../db/schema/materials/assets.ts';
import { refuse } from '../../errors.ts';
import type { Asset } from './contract.ts';

/**
 * Reads one piece of material; members of its gym may until it expires.
 * @throws `asset_not_found`
 */
export async function readAsset(
  { db }: CallerContext,
  { asset_id }: { asset_id: string },
): Promise<Asset> {
  const [found] = await db.select().from(assets).where(eq(assets.id, asset_id));
  if (!found) throw refuse('asset_not_found');
  return found;
}
