import type { CustomerNews } from '../../../src/store/customers/news.ts';
import type { OrderNews, RefundNews } from '../../../src/store/orders/news.ts';
import { chanceOf } from '../chance.ts';
import type { Days } from '../days.ts';
import type { Buyer } from './buyers.ts';
import { makeOrders } from './orders.ts';

/** The shop of the first gym. */
export const DEMO_SHOP = {
  domain: 'tatame-dojo.myshopify.com',
  currency: 'BRL',
  timezone: 'America/Sao_Paulo',
} as const;

export interface ShopNews {
  customers: CustomerNews[];
  orders: OrderNews[];
  refunds: RefundNews[];
}

/** Ids beyond what a JavaScript number holds, as Shopify's can be. */
const FIRST_CUSTOMER = 9_007_199_254_741_001n;

/** What Shopify would tell of these buyers, over a year and a half: the same in every run, by days. */
export function makeShopNews(buyers: readonly Buyer[], days: Days): ShopNews {
  const chance = chanceOf('customers');
  const idOf = (buyer: Buyer) => String(FIRST_CUSTOMER + BigInt(buyers.indexOf(buyer)));
  const customers = buyers.filter(({ unknown }) => !unknown).map((buyer): CustomerNews => ({
    shopify_id: idOf(buyer),
    ...{ email: buyer.email, first_name: buyer.name.first_name, last_name: buyer.name.last_name },
    email_consent: chance.pick(['subscribed', 'subscribed', 'not_subscribed', 'unsubscribed']),
    ...{ sms_consent: chance.pick(['subscribed', 'not_subscribed'] as const), locale: 'pt-BR' },
    shopify_group: chance.happens(0.8)
      ? buyer.buying.group
      : chance.pick(['needs_attention', 'active', 'previously_loyal', null] as const),
    shopify_created_at: days.instant(-buyer.buying.first[1] - 3, 13),
    ...{ shopify_updated_at: days.instant(-1, 6), observed_at: null },
  }));
  return { customers, ...makeOrders(buyers, idOf, days) };
}
