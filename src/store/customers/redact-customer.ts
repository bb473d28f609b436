import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';

/** Removes every word about a customer, for good; what they ordered stays countable. */
export async function redactCustomer(
  db: SystemDatabase,
  { shop_id, shopify_id }: { shop_id: string; shopify_id: string },
): Promise<void> {
  await db.execute(sql`select private.redact_customer(${shop_id}, ${shopify_id})`);
}
