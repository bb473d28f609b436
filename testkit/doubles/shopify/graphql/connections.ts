import type { GraphQLResolveInfo } from 'graphql';
import { badRequest, type Context } from './context.ts';

export interface Page {
  after?: string | null;
  before?: string | null;
  first?: number | null;
  last?: number | null;
  reverse?: boolean | null;
  query?: string | null;
  sortKey?: string | null;
}

/** As many as a page has at most. */
const LARGEST = 250;

const cursorOf = (id: string) =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: id })).toString('base64');

/** A page of these, which are sorted already; all of them in a bulk query. */
export function connection<T extends { id: string }, V>(
  sorted: T[],
  page: Page,
  view: (item: T) => V,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const all = page.reverse ? sorted.toReversed() : sorted;
  const { items, before, after } = context.bulk
    ? { items: all, before: false, after: false }
    : cut(all, page);
  const field = info.fieldNodes[0]!;
  context.served.set(field, Math.max(items.length, context.served.get(field) ?? 0));
  const edges = items.map((item) => ({ cursor: cursorOf(item.id), node: view(item) }));
  return {
    edges,
    nodes: () => edges.map(({ node }) => node),
    pageInfo: {
      hasPreviousPage: before,
      hasNextPage: after,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cut<T extends { id: string }>(all: T[], page: Page) {
  const size = sizeOf(page);
  const from = page.after ? position(all, page.after) + 1 : 0;
  const to = page.before ? position(all, page.before) : all.length;
  const start = page.last ? Math.max(from, to - size) : from;
  const end = page.last ? to : Math.min(to, from + size);
  return { items: all.slice(start, end), before: start > 0, after: end < all.length };
}

function sizeOf({ first, last }: Page): number {
  if (first != null && last != null) {
    throw badRequest('providing both first and last is not supported');
  }
  const size = first ?? last;
  if (size == null) throw badRequest('you must provide one of first or last');
  if (size < 1 || size > LARGEST) throw badRequest(`first and last go from 1 to ${LARGEST}`);
  return size;
}

function position<T extends { id: string }>(all: T[], cursor: string): number {
  const index = all.findIndex(({ id }) => cursorOf(id) === cursor);
  if (index < 0) throw badRequest('Invalid cursor for current pagination sort.');
  return index;
}
