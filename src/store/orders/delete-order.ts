import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';

/** Takes an order for deleted at Shopify, also one that is still to come. */
export async function deleteOrder(
  db: SystemDatabase,
  { shop_id, shopify_id }: { shop_id: string; shopify_id: string },
): Promise<void> {
  await db.execute(sql`select private.delete_order(${shop_id}, ${shopify_id})`);
}
