import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemContext } from '../../db/context.ts';
import type { Seals } from '../shops/access/seal.ts';

/** A shop that a delivery may be for, and what may have signed it. */
export interface SigningShop {
  id: string;
  currency: string;
  secrets: string[];
}

const Row = z.object({
  shop_id: z.guid(),
  currency: z.string(),
  sealed_secret: z.string(),
  sealed_previous_secret: z.string().nullable(),
});

/**
 * Finds what may have signed a delivery for a domain: the secrets of every gym that has or had its shop,
 * of the one that has it now first, each with the one before it while deliveries that it signed are
 * under way.
 */
export async function findSecrets(
  { db, seals }: SystemContext & { seals: Pick<Seals, 'open'> },
  { domain }: { domain: string },
): Promise<SigningShop[]> {
  const rows = await callFor(db, Row, sql`private.shop_secrets(${domain})`);
  return await Promise.all(rows.map(async ({ shop_id, currency, ...row }) => {
    const sealed = [row.sealed_secret, row.sealed_previous_secret].filter((one) => one !== null);
    return {
      id: shop_id,
      currency,
      secrets: await Promise.all(
        sealed.map((one) => seals.open(one, { shop_id, what: 'secret' })),
      ),
    };
  }));
}
