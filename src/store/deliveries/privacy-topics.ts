import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { id, text } from './body/fields.ts';
import { type Topic, topic } from './topic.ts';

/** Whom a request is about: Shopify leaves out the id of one who has none any more. */
const Customer = z.object({ id: id.nullish(), email: text.nullish() });

const DataRequest = z.object({
  customer: Customer,
  data_request: z.object({ id: id.nullish() }).nullish(),
});

/**
 * The three topics by which Shopify passes on what customers and shops have a right to. They are for
 * every gym that had the shop and knows the app's secret.
 */
export const privacyTopics: Readonly<Record<string, Topic>> = {
  'customers/data_request': topic(DataRequest, ({ customer, data_request }) => ({
    item: (shop) =>
      sql`private.request_customer_data(
        ${shop}, ${data_request?.id ?? null}, ${customer.id ?? null}, ${customer.email ?? null}
      )`,
    about: customer.id ?? undefined,
  }), { ofEvery: true }),
  'customers/redact': topic(z.object({ customer: Customer }), ({ customer }) => ({
    item: (shop) =>
      sql`private.redact_shop_customer(
        ${shop}, ${customer.id ?? null}, ${customer.email ?? null}
      )`,
    about: customer.id ?? undefined,
  }), { ofEvery: true }),
  'shop/redact': topic(z.object({}), () => ({
    item: (shop) => sql`private.begin_shop_redaction(${shop})`,
  }), { ofEvery: true }),
};
