import type { ShopifyCustomer, ShopifyOrder } from '../records.ts';
import type { Page } from './connections.ts';

type Found = ShopifyCustomer | ShopifyOrder;

/** The times that a search term or a sort key is about. */
type Time = 'createdAt' | 'processedAt' | 'updatedAt';
const TIMES: Record<string, Time> = {
  created_at: 'createdAt',
  processed_at: 'processedAt',
  updated_at: 'updatedAt',
};

const TERM = /^(\w+):(>=|<=|>|<|)'?([^']+)'?$/;

/**
 * Those that a search in Shopify's syntax finds: ranges of ids and times, and plain equality,
 * joined by AND.
 * @throws Error for any other term: an answer that ignores one would be a wrong one
 */
export function found<T extends Found>(items: T[], query: string | null | undefined): T[] {
  if (!query?.trim()) return items;
  const terms = query.trim().split(/\s+(?:AND\s+)?/).map(termOf);
  return items.filter((item) => terms.every((holds) => holds(item)));
}

function termOf(text: string): (item: Found) => boolean {
  const [, field = '', operator = '', value = ''] = TERM.exec(text) ?? [];
  const time = TIMES[field];
  if (time) {
    const limit = Date.parse(value);
    return (item) => compares(BigInt(timeIn(item, time)), operator, BigInt(limit));
  }
  if (field === 'id') {
    return (item) => compares(BigInt(item.id), operator, BigInt(value));
  }
  if (field === 'financial_status') {
    return (item) => 'financialStatus' in item && item.financialStatus?.toLowerCase() === value;
  }
  if (field === 'email') return (item) => item.email === value;
  throw new Error(`This double knows no search term «${text}»`);
}

function timeIn(item: Found, name: Time): number {
  if (name !== 'processedAt') return Date.parse(item[name]);
  if (!('processedAt' in item)) throw new Error('A customer has no processed_at');
  return Date.parse(item.processedAt);
}

function compares(value: bigint, operator: string, limit: bigint): boolean {
  if (operator === '>=') return value >= limit;
  if (operator === '<=') return value <= limit;
  if (operator === '>') return value > limit;
  if (operator === '<') return value < limit;
  return value === limit;
}

/** In the order of a sort key; what is equal by it is in the order of ids. */
export function sorted<T extends Found>(items: T[], { sortKey }: Page): T[] {
  const time = TIMES[(sortKey ?? 'ID').toLowerCase()];
  if (!time && sortKey !== 'ID') throw new Error(`This double does not sort by ${sortKey}`);
  return items
    .map((item) => ({ item, at: time ? timeIn(item, time) : 0, id: BigInt(item.id) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ item }) => item);
}
