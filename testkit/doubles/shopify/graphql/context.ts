import { type FieldNode, GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { ShopifyCustomer, ShopifyOrder } from '../records.ts';
import type { FakeShop } from '../shop.ts';

/** What one query is executed with. */
export interface Context {
  shop: FakeShop;
  /** Whether this is a bulk query, whose connections are whole. */
  bulk: boolean;
  /** How much each connection gave at most: what the query really cost. */
  served: Map<FieldNode, number>;
  customerOf: (id: string) => ShopifyCustomer | undefined;
  /** The orders that the app sees, by customer. */
  ordersOf: (customerId: string) => ShopifyOrder[];
  /** All orders of a customer, for its figures. */
  historyOf: (customerId: string) => ShopifyOrder[];
}

export function contextOf(shop: FakeShop, bulk = false): Context {
  return {
    shop,
    bulk,
    served: new Map(),
    customerOf: byId(() => shop.customers),
    ordersOf: byCustomer(() => shop.visibleOrders()),
    historyOf: byCustomer(() => shop.orders),
  };
}

function byId<T extends { id: string }>(items: () => T[]) {
  let index: Map<string, T> | undefined;
  return (id: string): T | undefined => {
    index ??= new Map(items().map((item) => [item.id, item]));
    return index.get(id);
  };
}

function byCustomer(orders: () => ShopifyOrder[]) {
  let index: Map<string, ShopifyOrder[]> | undefined;
  return (customerId: string): ShopifyOrder[] => {
    if (!index) {
      index = new Map();
      for (const order of orders()) {
        if (!order.customerId) continue;
        const theirs = index.get(order.customerId);
        if (theirs) theirs.push(order);
        else index.set(order.customerId, [order]);
      }
    }
    return index.get(customerId) ?? [];
  };
}

/** Refuses as Shopify does, with status 200 and a null field, when the app has no such scope. */
export function demand({ shop }: Context, scope: string, info: GraphQLResolveInfo): void {
  if (shop.may(scope)) return;
  const requiredAccess = `\`${scope}\` access scope.`;
  throw new GraphQLError(
    `Access denied for ${info.fieldName} field. Required access: ${requiredAccess}`,
    {
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess,
      },
    },
  );
}

export const badRequest = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });

/**
 * The digits of a global id of this type.
 * @throws GraphQLError for anything else, as Shopify does
 */
export function digitsOf(type: string, id: string): string {
  const digits = new RegExp(`^gid://shopify/${type}/(\\d+)$`).exec(id)?.[1];
  if (digits) return digits;
  throw new GraphQLError(`Invalid global id '${id}'`, {
    extensions: { code: 'argumentLiteralsIncompatible', typeName: 'CoercionError' },
  });
}
