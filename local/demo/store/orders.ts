import type { OrderNews, RefundNews } from '../../../src/store/orders/news.ts';
import { type Chance, chanceOf } from '../chance.ts';
import type { Days } from '../days.ts';
import type { Buyer } from './buyers.ts';
import { amountOf, priceOf } from './prices.ts';

const FIRST_ORDER = 9_007_199_254_750_001n;
const FIRST_REFUND = 9_007_199_254_760_001n;
/** Sales at the counter to nobody in particular. */
const TO_NOBODY = 6;

interface Placed {
  customer: string | null;
  /** Days from today, and minutes of that day. */
  day: number;
  minute: number;
  cents: bigint;
}

/** The orders of the demo's shop in the order of their days, and refunds that came as news of their own. */
export function makeOrders(
  buyers: readonly Buyer[],
  idOf: (buyer: Buyer) => string,
  days: Days,
): { orders: OrderNews[]; refunds: RefundNews[] } {
  const chance = chanceOf('orders');
  const placed = buyers.flatMap((buyer) => placedBy(buyer, idOf(buyer), chance));
  for (let nth = 0; nth < TO_NOBODY; nth++) {
    placed.push({ customer: null, ...when(chance, -chance.between(1, 500)), cents: 2_990n });
  }
  placed.sort((a, b) => a.day - b.day || a.minute - b.minute);
  const orders = placed.map((one, index) => orderOf(one, index, chance, days));
  const refunds = orders.filter(({ financial_status }) => financial_status === 'paid')
    .filter((_, index) => index % 40 === 7).map((order, index): RefundNews => ({
      ...{ refund_id: String(FIRST_REFUND + BigInt(index)), order_shopify_id: order.shopify_id },
      ...{ amount: '20.00', refunded_at: days.instant(-1, 9, index), observed_at: null },
    }));
  return { orders, refunds };
}

const when = (chance: Chance, day: number) => ({ day, minute: chance.between(540, 1320) });

/** From the first to the last, evenly but for chance. */
function placedBy({ buying }: Buyer, customer: string, chance: Chance): Placed[] {
  const count = chance.between(...buying.orders);
  const last = chance.between(...buying.last);
  const first = Math.max(chance.between(...buying.first), last + count);
  return Array.from({ length: count }, (_, nth) => {
    const between = count === 1 ? 0 : Math.round((first - last) * (count - 1 - nth) / (count - 1));
    return {
      customer,
      ...when(chance, -(last + between)),
      cents: priceOf(chance, chance.happens(buying.big)),
    };
  });
}

/** What became of it: most are paid, and one in a few went another way. */
function orderOf(
  { customer, day, minute, cents }: Placed,
  nth: number,
  chance: Chance,
  days: Days,
) {
  const at = (later: number) => days.instant(day + later, 0, minute);
  const total = amountOf(cents);
  const order: OrderNews = {
    ...{ shopify_id: String(FIRST_ORDER + BigInt(nth)), customer_shopify_id: customer },
    ...{ order_number: `#${1001 + nth}`, total_price: total, refunded: '0.00', currency: 'BRL' },
    ...{ financial_status: 'paid', placed_at: at(0), cancelled_at: null },
    ...{ shopify_updated_at: at(0), observed_at: null },
  };
  const fell = chance.next();
  if (fell < 0.03) {
    return { ...order, financial_status: 'voided' as const, cancelled_at: at(0) };
  }
  if (fell < 0.05) {
    const refunded = { financial_status: 'refunded' as const, refunded: total };
    return { ...order, ...refunded, cancelled_at: fell < 0.04 ? at(0) : null };
  }
  if (fell < 0.09) {
    const half = amountOf(cents / 2n);
    return { ...order, financial_status: 'partially_refunded' as const, refunded: half };
  }
  if (fell < 0.105) return { ...order, financial_status: 'pending' as const };
  if (fell < 0.115) return { ...order, financial_status: 'expired' as const };
  // From when the shop still reckoned in dollars.
  if (day < -500) return { ...order, currency: 'USD' };
  return order;
}
