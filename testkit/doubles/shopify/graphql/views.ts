import type { GraphQLResolveInfo } from 'graphql';
import { amountOf, inGraphql, sum, units } from '../money.ts';
import {
  type Consent,
  gid,
  type ShopifyCustomer,
  type ShopifyOrder,
  type ShopifyRefund,
} from '../records.ts';
import { refundedOf } from '../shop.ts';
import { connection, type Page } from './connections.ts';
import { type Context, demand } from './context.ts';
import { found, sorted } from './search.ts';

const money = (amount: string, currencyCode: string) => ({
  amount: inGraphql(amount),
  currencyCode,
});

/** The double's shops sell in one currency: both sides of a bag are the same. */
const bag = (amount: string, currency: string) => ({
  shopMoney: money(amount, currency),
  presentmentMoney: money(amount, currency),
});

/** A customer as GraphQL sees it. */
export function customerView(customer: ShopifyCustomer, context: Context) {
  const { emailConsent, smsConsent, email, phone } = customer;
  return {
    ...customer,
    __typename: 'Customer',
    id: gid('Customer', customer.id),
    legacyResourceId: customer.id,
    displayName: [customer.firstName, customer.lastName].filter(Boolean).join(' ') || email || '',
    validEmailAddress: email !== null,
    defaultEmailAddress: () =>
      email === null
        ? null
        : { emailAddress: email, validFormat: true, ...marketing(emailConsent) },
    defaultPhoneNumber: () =>
      phone === null ? null : {
        phoneNumber: phone,
        marketingCollectedFrom: 'OTHER',
        ...marketing(smsConsent),
      },
    emailMarketingConsent: () => email === null ? null : consent(emailConsent),
    smsMarketingConsent: () =>
      smsConsent && { ...consent(smsConsent), consentCollectedFrom: 'OTHER' },
    statistics: { rfmGroup: customer.rfmGroup, predictedSpendTier: null },
    numberOfOrders: () => String(context.historyOf(customer.id).length),
    amountSpent: () => money(spent(context.historyOf(customer.id)), context.shop.currency),
    lastOrder: (_: unknown, __: Context, info: GraphQLResolveInfo) => {
      demand(context, 'read_orders', info);
      const last = sorted(context.ordersOf(customer.id), { sortKey: 'PROCESSED_AT' }).at(-1);
      return last ? orderView(last, context) : null;
    },
    orders: (page: Page, _: Context, info: GraphQLResolveInfo) => {
      demand(context, 'read_orders', info);
      const theirs = sorted(found(context.ordersOf(customer.id), page.query), page);
      return connection(theirs, page, (order) => orderView(order, context), context, info);
    },
  };
}

const marketing = (given: Consent | null) => ({
  marketingState: given?.state ?? 'NOT_SUBSCRIBED',
  marketingOptInLevel: given?.optInLevel ?? null,
  marketingUpdatedAt: given?.updatedAt ?? null,
});

const consent = (given: Consent | null) => ({
  marketingState: given?.state ?? 'NOT_SUBSCRIBED',
  marketingOptInLevel: given?.optInLevel ?? 'UNKNOWN',
  consentUpdatedAt: given?.updatedAt ?? null,
});

/** What stays of the orders that were not called off, less refunds. */
const spent = (orders: ShopifyOrder[]): string =>
  sum(
    orders.filter(({ cancelledAt, test }) => !cancelledAt && !test).map(currentOf),
  );

const currentOf = (order: ShopifyOrder): string =>
  amountOf(units(order.totalPrice) - units(refundedOf(order)));

/** An order as GraphQL sees it. */
export function orderView(order: ShopifyOrder, context: Context) {
  const { currency } = order;
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: order.id,
    name: `#${order.number}`,
    number: order.number,
    email: order.email,
    test: order.test,
    confirmed: true,
    customerLocale: 'en',
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    closedAt: order.closedAt,
    displayFinancialStatus: order.financialStatus,
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    totalPriceSet: () => bag(order.totalPrice, currency),
    originalTotalPriceSet: () => bag(order.totalPrice, currency),
    currentTotalPriceSet: () => bag(currentOf(order), currency),
    totalRefundedSet: () => bag(refundedOf(order), currency),
    refunds: ({ first }: { first?: number | null }) =>
      order.refunds.slice(0, first ?? undefined).map((refund) =>
        refundView(refund, order, context)
      ),
    customer: (_: unknown, __: Context, info: GraphQLResolveInfo) => {
      if (!order.customerId) return null;
      demand(context, 'read_customers', info);
      const customer = context.customerOf(order.customerId);
      return customer ? customerView(customer, context) : null;
    },
  };
}

const refundView = (refund: ShopifyRefund, order: ShopifyOrder, context: Context) => ({
  __typename: 'Refund',
  id: gid('Refund', refund.id),
  legacyResourceId: refund.id,
  note: refund.note,
  createdAt: refund.createdAt,
  processedAt: refund.processedAt,
  updatedAt: refund.processedAt,
  order: () => orderView(order, context),
  totalRefundedSet: bag(refundedOf({ ...order, refunds: [refund] }), order.currency),
});
