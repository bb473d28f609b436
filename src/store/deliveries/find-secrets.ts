import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemContext } from '../../db/context.ts';
import type { Seals } from '../shops/seal.ts';

/** A shop that a delivery may be for, and what may have signed it. */
export interface SigningShop {
  id: string;
  currency: string;
  secrets: { secret: string; until: Date | null }[];
}

const Row = z.object({
  shop_id: z.guid(),
  currency: z.string(),
  sealed_secret: z.string(),
  sealed_previous_secret: z.string().nullable(),
  previous_until: z.coerce.date().nullable(),
});

/**
 * Finds what may have signed a delivery for a domain: the secrets of every gym that has or had its shop,
 * of the one that has it now first. The one before it counts while deliveries that it signed are under way.
 */
export async function findSecrets(
  { db, seals }: SystemContext & { seals: Pick<Seals, 'open'> },
  { domain }: { domain: string },
): Promise<SigningShop[]> {
  const rows = await callFor(db, Row, sql`private.delivery_secrets(${domain})`);
  return await Promise.all(rows.map(async ({ shop_id, currency, ...row }) => {
    const open = (sealed: string) => seals.open(sealed, { shop_id, what: 'secret' });
    return {
      id: shop_id,
      currency,
      secrets: [
        { secret: await open(row.sealed_secret), until: null },
        ...(row.sealed_previous_secret === null ? [] : [{
          secret: await open(row.sealed_previous_secret),
          until: row.previous_until,
        }]),
      ],
    };
  }));
}
