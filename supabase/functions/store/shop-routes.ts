import { pageOf } from '../../../src/contract/page.ts';
import {
  Shop,
  ShopParams,
  ShopsQuery,
  UpdateShopInput,
} from '../../../src/store/shops/contract.ts';
import { listShops } from '../../../src/store/shops/list-shops.ts';
import { readShop } from '../../../src/store/shops/read-shop.ts';
import { updateShop } from '../../../src/store/shops/update-shop.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function shopRoutes(app: App): void {
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
