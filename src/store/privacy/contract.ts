import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { privacyRequests } from '../../db/schema/store/privacy/privacy-requests.ts';

const example = {
  id: EXAMPLE.privacy_request_id,
  shop_id: EXAMPLE.shop_id,
  kind: 'data_request',
  status: 'done',
  shopify_id: '9999',
  customer_shopify_id: '7064562598041',
  due_at: EXAMPLE.later,
  done_at: EXAMPLE.decided,
  created_at: EXAMPLE.asked,
  updated_at: EXAMPLE.decided,
};

const Row = createSelectSchema(privacyRequests, {
  id: z.guid(),
  shop_id: z.guid(),
  due_at: instant.meta({ description: 'By when Shopify wants it done' }),
  done_at: instant.nullable(),
  ...timestamps,
});

/** What Shopify passed on that a customer or the shop has a right to. */
export const PrivacyRequest = Row.pick({
  id: true,
  shop_id: true,
  kind: true,
  status: true,
  shopify_id: true,
  customer_shopify_id: true,
  due_at: true,
  done_at: true,
  created_at: true,
  updated_at: true,
}).meta({ id: 'PrivacyRequest', example });
export type PrivacyRequest = z.output<typeof PrivacyRequest>;

/** One with what was gathered, which the shop's managers owe the customer. */
export const PrivacyRequestWithData = PrivacyRequest.extend({
  data: z.record(z.string(), z.unknown()).nullable().meta({
    description: 'All that is held of the customer; null before it is gathered, and after they ' +
      'were redacted. It goes thirty days after it was gathered.',
  }),
}).meta({
  id: 'PrivacyRequestWithData',
  example: {
    ...example,
    data: {
      customer: { shopify_id: '7064562598041', email: 'ana@example.com', first_name: 'Ana' },
      sums: { orders_count: 1, total_spent: '120.0000' },
      segments: [],
      orders: [{ shopify_id: '6012345678901', order_number: '#1001', total_price: '120.0000' }],
      orders_left_out: 0,
      messages: [{
        ...{ channel: 'email', status: 'sent', reason: null, address: 'ana@example.com' },
        ...{ details: {}, planned_for: EXAMPLE.asked, sent_at: EXAMPLE.asked },
      }],
      messages_left_out: 0,
      ...{ tags: ['welcomed'], refused_topics: [], suppressions: [] },
    },
  },
});

export const PrivacyRequestParams = z.object({ request_id: z.guid() });
export const ShopPrivacyParams = z.object({ shop_id: z.guid() });
export const PrivacyRequestsQuery = PageQuery;
