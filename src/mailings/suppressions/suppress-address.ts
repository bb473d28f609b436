import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { suppressions } from '../../db/schema/mailings/suppressions/suppressions.ts';
import { refuse } from '../../errors.ts';
import type { Suppression } from './contract.ts';

/**
 * Notes, as a manager of the shop, that who has an address said they want no mailings; again changes
 * nothing, and nobody but they themselves takes it back.
 * @throws `shop_not_found`
 */
export async function suppressAddress(
  { db, now }: CallerContext & { now: () => Date },
  { body: { shop_id, address } }: { body: { shop_id: string; address: string } },
): Promise<Suppression> {
  const [noted] = await callForRows(
    db,
    suppressions,
    sql`private.suppress_address(${shop_id}, ${address}, ${now().toISOString()})`,
  );
  if (!noted) throw refuse('shop_not_found', { field: 'body.shop_id' });
  return noted;
}
