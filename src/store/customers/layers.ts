import { customerFields } from '../../db/schema/store/customers/customers.ts';
import type { CustomerNews } from './news.ts';

/**
 * Parts news into layers in which nobody is named twice, as one statement needs it: the newest of each
 * customer, then what older ones tell that no newer one does. There are never more than fields.
 */
export function layersOf(news: readonly CustomerNews[]): CustomerNews[][] {
  const ids = new Set(news.map(({ shopify_id }) => shopify_id));
  if (ids.size === news.length) return [[...news]];
  const layers: CustomerNews[][] = [];
  const told = new Map<string, { fields: Set<string>; layers: number }>();
  for (const one of [...news].sort(newestFirst)) {
    const known = told.get(one.shopify_id) ?? { fields: new Set<string>(), layers: 0 };
    const fresh = customerFields.filter((field) =>
      one[field] !== undefined && !known.fields.has(field)
    );
    // The first stays even when it says nothing: that there is such a customer.
    if (fresh.length === 0 && known.layers > 0) continue;
    (layers[known.layers] ??= []).push(one);
    fresh.forEach((field) => known.fields.add(field));
    told.set(one.shopify_id, { ...known, layers: known.layers + 1 });
  }
  return layers;
}

const newestFirst = (a: CustomerNews, b: CustomerNews): number =>
  b.shopify_updated_at.getTime() - a.shopify_updated_at.getTime() ||
  (b.observed_at?.getTime() ?? -Infinity) - (a.observed_at?.getTime() ?? -Infinity) || 0;
