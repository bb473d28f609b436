import { type SQL, sql } from 'drizzle-orm';

/** What a delivery's news does to the database. */
export interface Effect {
  /**
   * Writes it, as an item of FROM with a column `written`, the number of rows: a part of the statement
   * that notes the delivery.
   * @param shop the shop's id, of that statement
   */
  item(shop: SQL): SQL;
  /** Whom the news is about, by the id at Shopify, where it says who somebody is. */
  about?: string | undefined;
}

/** A function of the database that answers nothing, as an effect that is always one. */
export const calling = (call: (shop: SQL) => SQL): Effect => ({
  item: (shop) => sql`(select 1 as written from ${call(shop)})`,
});

/** Has a job done for the shop, which its payload names. */
export const enqueuing = (kind: string) =>
  calling((shop) => sql`private.enqueue_job(${kind}, jsonb_build_object('shop_id', ${shop}))`);
