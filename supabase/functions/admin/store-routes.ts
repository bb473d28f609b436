import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { closeStore } from '../../../src/platform/stores/close-store.ts';
import { AppStore, PutStoreInput, StoreParams } from '../../../src/platform/stores/contract.ts';
import { listStores } from '../../../src/platform/stores/list-stores.ts';
import { putStore } from '../../../src/platform/stores/put-store.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { audited } from './audited.ts';

export function storeRoutes(app: App): void {
  route(app, systemStack, {
    id: 'listAppStores',
    method: 'get',
    path: '/app-stores',
    summary: 'Addresses of the app in its stores, also former ones, newest first',
    query: PageQuery,
    response: pageOf(AppStore),
  }, listStores);

  route(app, systemStack, {
    id: 'putAppStore',
    method: 'put',
    path: '/app-stores/{store}',
    summary: 'Say where the app is in a store',
    params: StoreParams,
    body: PutStoreInput,
    response: AppStore,
  }, audited('putAppStore', putStore, ({ store, body }) => ({ store, ...body })));

  route(app, systemStack, {
    id: 'closeAppStore',
    method: 'delete',
    path: '/app-stores/{store}',
    summary: 'Send nobody to a store any more',
    params: StoreParams,
    problems: ['app_store_not_found'],
  }, audited('closeAppStore', closeStore, ({ store }) => ({ store })));
}
