import fc from 'fast-check';
import { financialStatus } from '../../../../src/db/schema/store/enums.ts';
import type { News } from './news-model.ts';

/** News, in which order and on which connection each arrives, twice, and how much comes at once. */
export interface Story {
  news: News[];
  /** For every piece and its repetition: what sorts it, and the lane. */
  arrivals: { place: number; lane: number }[];
  batch: number;
}

/** Beyond what a JavaScript number holds. */
const idOf = (base: bigint) => (place: number) => (base + BigInt(place)).toString();
const orderId = fc.nat({ max: 5 }).map(idOf(9007199254740993n));
const customerId = fc.nat({ max: 3 }).map(idOf(820982911946154508n));
const second = fc.nat({ max: 6 }).map((count) => new Date(Date.UTC(2026, 0, 1, 0, 0, count)));
const seen = fc.option(
  fc.nat({ max: 3 }).map((count) => new Date(Date.UTC(2026, 0, 1, 0, 1, count))),
);
const orNot = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });
const often = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, other);

const order = fc.record({
  shopify_id: orderId,
  customer_shopify_id: fc.option(customerId, { freq: 6 }),
  order_number: fc.constantFrom('#1001', '#1002'),
  total_price: fc.constantFrom('10.00', '25.5', '0.0', '9999999999.9999'),
  refunded: often('0', fc.constantFrom('0.01', '10.0', '25.5')),
  currency: often('EUR', fc.constant('USD')),
  financial_status: often<(typeof financialStatus.enumValues)[number]>(
    'paid',
    fc.constantFrom(...financialStatus.enumValues),
  ),
  placed_at: fc.nat({ max: 4 }).map((day) => new Date(Date.UTC(2025, 5, 1 + day))),
  cancelled_at: fc.option(fc.constant(new Date(Date.UTC(2026, 0, 1))), { freq: 1 }).map((at) => at),
  shopify_updated_at: second,
  observed_at: seen,
}).map((told) => ({ tells: 'order' as const, order: told }));

const refund = fc.record({
  refund_id: fc.integer({ min: 1, max: 6 }).map(String),
  order_shopify_id: orderId,
  amount: fc.constantFrom('0.01', '5', '10.00'),
  refunded_at: second,
  observed_at: seen,
}).map((told) => ({ tells: 'refund' as const, refund: told }));

const customer = fc.record({
  shopify_id: customerId,
  email: orNot(fc.constantFrom('ana@tatame.test', 'rui@tatame.test')),
  first_name: orNot(fc.constantFrom('Ana', 'Rui')),
  email_consent: fc.constantFrom('subscribed' as const, 'unsubscribed' as const),
  shopify_group: fc.constantFrom('loyal' as const, 'dormant' as const),
  shopify_updated_at: second,
  observed_at: seen,
}, { requiredKeys: ['shopify_id', 'shopify_updated_at', 'observed_at'] })
  .map((told) => ({ tells: 'customer' as const, customer: told }));

const gone = fc.oneof(
  fc.record({ tells: fc.constant('order deleted' as const), shopify_id: orderId }),
  fc.record({
    tells: fc.constantFrom('customer deleted' as const, 'customer redacted' as const),
    shopify_id: customerId,
  }),
);

/** Shopify does not say two things of one moment: what has the same key is the same news. */
const key = (news: News): string => {
  if (news.tells === 'refund') return `refund ${news.refund.refund_id}`;
  if (news.tells !== 'order' && news.tells !== 'customer') return JSON.stringify(news);
  const told = news.tells === 'order' ? news.order : news.customer;
  const clocks = [told.shopify_updated_at, told.observed_at];
  return JSON.stringify([news.tells, told.shopify_id, ...clocks]);
};

export const stories: fc.Arbitrary<Story> = fc.uniqueArray(
  fc.oneof(
    { weight: 8, arbitrary: order as fc.Arbitrary<News> },
    { weight: 4, arbitrary: refund },
    { weight: 4, arbitrary: customer },
    { weight: 1, arbitrary: gone },
  ),
  { selector: key, minLength: 1, maxLength: 40 },
).chain((news) =>
  fc.record({
    news: fc.constant(news),
    arrivals: fc.array(fc.record({ place: fc.nat(), lane: fc.nat({ max: 3 }) }), {
      minLength: 2 * news.length,
      maxLength: 2 * news.length,
    }),
    batch: fc.integer({ min: 1, max: 8 }),
  })
);
