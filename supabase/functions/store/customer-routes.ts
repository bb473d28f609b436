import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { ShopParams } from '../../../src/contract/params.ts';
import {
  Customer,
  CustomerParams,
  CustomersQuery,
  MatchInput,
} from '../../../src/store/customers/contract.ts';
import { listCustomers } from '../../../src/store/customers/list-customers.ts';
import { matchCustomer } from '../../../src/store/customers/match-customer.ts';
import { readCustomer } from '../../../src/store/customers/read-customer.ts';
import { refuseMatch } from '../../../src/store/customers/refuse-match.ts';
import { Order } from '../../../src/store/orders/contract.ts';
import {
  listCustomerOrders,
  listOwnOrders,
  listShopOrders,
} from '../../../src/store/orders/list-orders.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function customerRoutes(app: App): void {
  route(app, userStack, {
    id: 'listCustomers',
    method: 'get',
    path: '/shops/{shop_id}/customers',
    summary: 'Customers of a shop with their sums, scores and segment; for managers of its gym',
    params: ShopParams,
    query: CustomersQuery,
    response: pageOf(Customer),
  }, listCustomers);

  route(app, userStack, {
    id: 'readCustomer',
    method: 'get',
    path: '/customers/{customer_id}',
    summary: 'One customer; for managers of the gym of the shop',
    params: CustomerParams,
    response: Customer,
    problems: ['customer_not_found'],
  }, readCustomer);

  route(app, userStack, {
    id: 'matchCustomer',
    method: 'put',
    path: '/customers/{customer_id}/member',
    summary: 'Say which member a customer is; for managers of the gym of the shop',
    description:
      'An address that both verified says so by itself. It leaves an event in the trail.',
    params: CustomerParams,
    body: MatchInput,
    response: Customer,
    problems: ['customer_not_found', 'customer_not_a_member'],
  }, matchCustomer);

  route(app, userStack, {
    id: 'refuseMatch',
    method: 'delete',
    path: '/customers/{customer_id}/member',
    summary: 'Say that a customer is not this member: as the member, or as a manager of the gym',
    description: 'No address matches the two again. It leaves an event in the trail.',
    params: CustomerParams,
    problems: ['match_not_found'],
  }, refuseMatch);

  route(app, userStack, {
    id: 'listShopOrders',
    method: 'get',
    path: '/shops/{shop_id}/orders',
    summary: 'Orders of a shop, the latest first; for managers of its gym',
    params: ShopParams,
    query: PageQuery,
    response: pageOf(Order),
  }, listShopOrders);

  route(app, userStack, {
    id: 'listCustomerOrders',
    method: 'get',
    path: '/customers/{customer_id}/orders',
    summary: 'Orders of a customer, the latest first; for managers of the gym of the shop',
    params: CustomerParams,
    query: PageQuery,
    response: pageOf(Order),
  }, listCustomerOrders);

  route(app, userStack, {
    id: 'listOwnOrders',
    method: 'get',
    path: '/orders',
    summary: 'My own orders, the latest first; nobody sees those of their children',
    query: PageQuery,
    response: pageOf(Order),
  }, listOwnOrders);
}
