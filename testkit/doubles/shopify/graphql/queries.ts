import type { GraphQLResolveInfo } from 'graphql';
import { gid } from '../records.ts';
import { bulkView, current, poll, pollAny } from '../bulk/runs.ts';
import { connection, type Page } from './connections.ts';
import { type Context, demand, digitsOf } from './context.ts';
import { found, sorted } from './search.ts';
import { customerView, orderView } from './views.ts';
import { subscriptionView } from './subscriptions.ts';

interface ById {
  id: string;
}

interface Counted {
  limit?: number | null;
  query?: string | null;
}

/** What `QueryRoot` answers, in Shopify's names. */
export const queries = {
  shop: (_: unknown, { shop }: Context) => ({
    __typename: 'Shop',
    id: gid('Shop', shop.id),
    name: shop.name,
    email: shop.email,
    myshopifyDomain: shop.domain,
    currencyCode: shop.currency,
    ianaTimezone: shop.timezone,
    plan: {
      displayName: 'Basic',
      partnerDevelopment: false,
      publicDisplayName: 'Basic',
      shopifyPlus: false,
    },
  }),

  currentAppInstallation: (_: unknown, { shop }: Context) => ({
    id: gid('AppInstallation', shop.id),
    accessScopes: shop.scopes.map((handle) => ({ handle, description: `May ${handle}` })),
  }),

  customers: (page: Page, context: Context, info: GraphQLResolveInfo) => {
    demand(context, 'read_customers', info);
    const all = sorted(found(context.shop.customers, page.query), page);
    return connection(all, page, (customer) => customerView(customer, context), context, info);
  },

  orders: (page: Page, context: Context, info: GraphQLResolveInfo) => {
    demand(context, 'read_orders', info);
    const all = sorted(found(context.shop.visibleOrders(), page.query), page);
    return connection(all, page, (order) => orderView(order, context), context, info);
  },

  customer: ({ id }: ById, context: Context, info: GraphQLResolveInfo) => {
    demand(context, 'read_customers', info);
    const customer = context.customerOf(digitsOf('Customer', id));
    return customer ? customerView(customer, context) : null;
  },

  order: ({ id }: ById, context: Context, info: GraphQLResolveInfo) => {
    demand(context, 'read_orders', info);
    const digits = digitsOf('Order', id);
    const order = context.shop.visibleOrders().find((order) => order.id === digits);
    return order ? orderView(order, context) : null;
  },

  customersCount: (asked: Counted, context: Context, info: GraphQLResolveInfo) => {
    demand(context, 'read_customers', info);
    return counted(found(context.shop.customers, asked.query).length, asked);
  },

  ordersCount: (asked: Counted, context: Context, info: GraphQLResolveInfo) => {
    demand(context, 'read_orders', info);
    return counted(found(context.shop.visibleOrders(), asked.query).length, asked);
  },

  bulkOperation: ({ id }: ById, { shop }: Context) => poll(shop, digitsOf('BulkOperation', id)),
  currentBulkOperation: (_: unknown, { shop }: Context) => current(shop),
  bulkOperations: (page: Page, context: Context, info: GraphQLResolveInfo) =>
    connection(
      pollAny(context.shop, page.query),
      page,
      (run) => bulkView(context.shop, run),
      context,
      info,
    ),

  node(asked: ById, context: Context, info: GraphQLResolveInfo) {
    const [, type] = /^gid:\/\/shopify\/(\w+)\//.exec(asked.id) ?? [];
    if (type === 'BulkOperation') return queries.bulkOperation(asked, context);
    if (type === 'Customer') return queries.customer(asked, context, info);
    if (type === 'Order') return queries.order(asked, context, info);
    return null;
  },

  webhookSubscription: ({ id }: ById, { shop }: Context) => {
    const digits = digitsOf('WebhookSubscription', id);
    const kept = shop.subscriptions.find((one) => one.id === digits);
    return kept ? subscriptionView(kept) : null;
  },

  webhookSubscriptions: (
    page: Page & { topics?: string[] | null; uri?: string | null },
    context: Context,
    info: GraphQLResolveInfo,
  ) => {
    const wanted = context.shop.subscriptions.filter(({ topic, uri }) =>
      (!page.topics || page.topics.includes(topic)) && (!page.uri || page.uri === uri)
    );
    return connection(wanted, page, subscriptionView, context, info);
  },

  webhookSubscriptionsCount: ({ limit }: Counted, { shop }: Context) =>
    counted(shop.subscriptions.length, { limit }),
};

/** As Shopify counts: up to a limit, and says whether it is more. */
const counted = (count: number, { limit }: Counted) =>
  limit != null && count > limit
    ? { count: limit, precision: 'AT_LEAST' }
    : { count, precision: 'EXACT' };
