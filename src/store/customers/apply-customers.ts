import { type SQL, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { emailAddress } from '../../db/declare/person-bounds.ts';
import {
  customerFields,
  customerLocale,
  customerName,
  customerPhone,
} from '../../db/schema/store/customers/customers.ts';
import { type Applied, callApply, column, storable } from '../applied.ts';
import { layersOf } from './layers.ts';
import type { CustomerNews } from './news.ts';

/**
 * Writes what Shopify says of customers of a shop, one or thousands: the one way in. It is one
 * statement, unless somebody is named twice. Each field goes by the newest news that tells it; a field
 * that is undefined is not told. Who verified the same address is matched.
 */
export async function applyCustomers(
  db: SystemDatabase,
  { shop_id, customers }: { shop_id: string; customers: readonly CustomerNews[] },
): Promise<Applied> {
  let written = 0;
  for (const layer of layersOf(customers)) {
    written += (await callApply(db, customersCall(sql`${shop_id}`, layer))).written;
  }
  return { written, stale: customers.length - written };
}

/** The call that writes news of customers, none of whom is named twice. */
export function customersCall(shop: SQL, news: readonly CustomerNews[]): SQL {
  return sql`private.apply_customers(${shop},
    ${column(news, (one) => one.shopify_id)},
    ${column(news, says)},
    ${column(news, (one) => address(one.email))},
    ${column(news, (one) => cut(customerName, one.first_name))},
    ${column(news, (one) => cut(customerName, one.last_name))},
    ${column(news, (one) => cut(customerPhone, one.phone))},
    ${column(news, (one) => one.email_consent ?? null)},
    ${column(news, (one) => one.sms_consent ?? null)},
    ${column(news, (one) => cut(customerLocale, one.locale))},
    ${column(news, (one) => one.shopify_group ?? null)},
    ${column(news, (one) => one.shopify_created_at ?? null)},
    ${column(news, (one) => one.shopify_updated_at)},
    ${column(news, (one) => one.observed_at)})`;
}

/** A bit for each field that is told. */
const says = (news: CustomerNews): number =>
  customerFields.reduce(
    (bits, field, bit) => news[field] === undefined ? bits : bits | 1 << bit,
    0,
  );

const cut = (bound: typeof customerName, text: string | null | undefined): string | null => {
  const kept = storable(text ?? '');
  return kept && storable(bound.cut(kept));
};

/** One that does not fit is none: what is left of it might be somebody else's. */
const address = (text: string | null | undefined): string | null => {
  const kept = storable((text ?? '').trim());
  return kept && [...kept].length <= emailAddress.max ? kept : null;
};
