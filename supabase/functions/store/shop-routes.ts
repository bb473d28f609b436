import { pageOf } from '../../../src/contract/page.ts';
import { ShopParams } from '../../../src/contract/params.ts';
import { type ConnectContext, connectShop } from '../../../src/store/shops/connect-shop.ts';
import {
  ConnectShopInput,
  CredentialsInput,
  Shop,
  ShopsQuery,
  UpdateShopInput,
} from '../../../src/store/shops/contract.ts';
import { disconnectShop } from '../../../src/store/shops/disconnect-shop.ts';
import { listShops } from '../../../src/store/shops/list-shops.ts';
import { readShop } from '../../../src/store/shops/read-shop.ts';
import { replaceCredentials } from '../../../src/store/shops/replace-credentials.ts';
import { updateShop } from '../../../src/store/shops/update-shop.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** What opens a shop: Shopify, and the keys that its credentials are sealed with. */
export type ShopPorts = Pick<ConnectContext, 'shopify' | 'seals'>;

/** So often may somebody try credentials, across isolates. */
const ATTEMPTS = { name: 'shop_credentials', burst: 10, periodMs: 60_000 };

/** What credentials are refused for, tried against Shopify. */
const tried = [
  'not_a_manager',
  'shop_domain_taken',
  'shopify_shop_unknown',
  'shopify_domain_differs',
  'shopify_app_not_installed',
  'shopify_client_refused',
  'shopify_secret_refused',
  'shopify_token_refused',
  'shopify_scopes_missing',
  'shopify_shop_frozen',
  'shopify_unavailable',
] as const;

export function shopRoutes(app: App, ports: ShopPorts): void {
  const stack = withContext(userStack, ports);

  route(app, stack, {
    id: 'connectShop',
    method: 'post',
    path: '/shops',
    summary: 'Connect a Shopify shop to a gym; for its managers',
    description:
      "By an app's client credentials or an offline token, each tried against Shopify before anything " +
      'is kept, sealed. The client secret beside an offline token shows its worth with the first ' +
      'delivery. A shop that the gym had before has what it had. Without `read_all_orders` the state ' +
      'is `truncated`: Shopify tells orders of the last sixty days only.',
    body: ConnectShopInput,
    response: Shop,
    status: 201,
    versioned: true,
    idempotent: false,
    limit: ATTEMPTS,
    problems: tried,
  }, connectShop);

  route(app, stack, {
    id: 'replaceShopCredentials',
    method: 'put',
    path: '/shops/{shop_id}/credentials',
    summary: 'Give a shop other credentials; for managers of its gym',
    description:
      'Tried as when connecting. What Shopify signed by the secret before is believed for six hours ' +
      'more: it takes an hour to sign with a new one, and repeats for four.',
    params: ShopParams,
    body: CredentialsInput,
    response: Shop,
    idempotent: false,
    limit: ATTEMPTS,
    problems: ['shop_not_found', 'shop_uninstalled', ...tried],
  }, replaceCredentials);

  route(app, userStack, {
    id: 'disconnectShop',
    method: 'delete',
    path: '/shops/{shop_id}',
    summary: 'Disconnect a shop; for managers of its gym',
    description:
      'Its token is destroyed, its domain is free for another gym, and what was heard of it ' +
      'stays. Again changes nothing.',
    params: ShopParams,
    response: Shop,
    problems: ['shop_not_found'],
  }, disconnectShop);

  route(app, userStack, {
    id: 'listShops',
    method: 'get',
    path: '/shops',
    summary: 'The shops of a gym, newest first, uninstalled ones too; for its managers',
    query: ShopsQuery,
    response: pageOf(Shop),
  }, listShops);

  route(app, userStack, {
    id: 'readShop',
    method: 'get',
    path: '/shops/{shop_id}',
    summary: 'One shop; for managers of its gym',
    params: ShopParams,
    response: Shop,
    versioned: true,
    problems: ['shop_not_found'],
  }, readShop);

  route(app, userStack, {
    id: 'updateShop',
    method: 'patch',
    path: '/shops/{shop_id}',
    summary: 'Change how a shop is reckoned with; for managers of its gym',
    params: ShopParams,
    body: UpdateShopInput,
    response: Shop,
    versioned: true,
    problems: ['shop_not_found'],
  }, updateShop);
}
