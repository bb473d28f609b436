import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { postponedDeliveries } from '../../db/schema/store/deliveries/postponed-deliveries.ts';
import { shopifyDeliveries } from '../../db/schema/store/deliveries/shopify-deliveries.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { Unrecoverable } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { Moment } from './body/moment.ts';
import { topicOf } from './read-delivery.ts';

const Payload = z.object({ shop_id: z.guid(), topic: z.string(), event_id: z.string() });

/**
 * The job `apply_delivery` does what a delivery was to do whose rows were held when it came. What it was
 * to do goes with what it did; a redaction in between leaves nothing to do.
 */
export const applyDelivery = defineJob({
  kind: 'apply_delivery',
  payload: Payload,
  run: (_ctx: object, { payload }) =>
    Promise.resolve(async (tx: SystemDatabase) => await applyPostponed(tx, payload)),
});

async function applyPostponed(
  tx: SystemDatabase,
  { shop_id, topic, event_id }: z.output<typeof Payload>,
): Promise<void> {
  const [kept] = await tx.delete(postponedDeliveries).where(and(
    eq(postponedDeliveries.shop_id, shop_id),
    eq(postponedDeliveries.topic, topic),
    eq(postponedDeliveries.event_id, event_id),
  )).returning({ body: postponedDeliveries.body });
  if (!kept) return;
  const [noted] = await tx.select({
    // As text: a Date holds no microseconds.
    triggered_at: sql<string>`to_json(${shopifyDeliveries.triggered_at}) #>> '{}'`,
    currency: shops.currency,
  }).from(shopifyDeliveries).innerJoin(shops, eq(shops.id, shopifyDeliveries.shop_id)).where(and(
    eq(shopifyDeliveries.shop_id, shop_id),
    eq(shopifyDeliveries.topic, topic),
    eq(shopifyDeliveries.event_id, event_id),
  ));
  const { triggered_at, currency } = noted!;
  const known = topicOf(topic);
  const parsed = known?.body.safeParse(kept.body);
  // What it was read as then is no topic of this version.
  if (!parsed?.success) throw new Unrecoverable(`Nothing is known of ${topic} as it was kept`);
  const effect = known?.effect(parsed.data, { currency, triggered_at: new Moment(triggered_at) });
  if (!effect) return;
  await tx.execute(sql`
    select effect.written from (select ${shop_id}::uuid) as noted (shop_id),
      lateral ${effect.item(sql`noted.shop_id`)} as effect`);
}
