import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';

/** Takes a customer for deleted at Shopify, also one who is still to come; their orders stay. */
export async function deleteCustomer(
  db: SystemDatabase,
  { shop_id, shopify_id }: { shop_id: string; shopify_id: string },
): Promise<void> {
  await db.execute(sql`select private.delete_customer(${shop_id}, ${shopify_id})`);
}
