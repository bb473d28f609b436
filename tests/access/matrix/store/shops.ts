import type { Subject } from '../../proof/cells.ts';
import { shops as rows } from '../../world/store/store.ts';
import { touched } from '../returning.ts';
import { shopFunctions } from './shop-functions.ts';
import { shopSystemFunctions } from './shop-system-functions.ts';

/** Shops: a gym's, for its managers, but one that Shopify had us delete; connected by functions. */
const shops: Subject = {
  name: 'public.shops',
  rows,
  probes: {
    select: `select * from public.shops`,
    insert: `insert into public.shops (gym_id, domain, state, currency, timezone)
      values (:gyms.north, 'new.myshopify.com', 'connected', 'EUR', 'UTC')`,
    update: `update public.shops set segment_order = 'most_specific' where id = :row ${touched}`,
    'update blindly': `update public.shops set segment_order = 'most_specific'`,
    'delete blindly': `delete from public.shops`,
    truncate: `truncate public.shops`,
  },
  updatable: ['segment_order'],
  access: [`
| actor          | select      | insert | update      | update blindly | delete blindly | truncate |
| anonymous      | 42501       | 42501  | 42501       | 42501          | 42501          | 42501    |
| manager deputy | north left  | 42501  | north left  | ×2             | 42501          | 42501    |
| otherManager   | south taken | 42501  | south taken | ×2             | 42501          | 42501    |
| system         | all         | ×1     | all         | ×5             | 23503          | 42501    |
| everyone else  | -           | 42501  | -           | -              | 42501          | 42501    |`],
};

/** What opens them: not even the system reads it, but for what its functions give. */
const shopCredentials: Subject = {
  name: 'private.shop_credentials',
  rows,
  key: 'shop_id',
  ids: 'shops',
  appendOnly: true,
  probes: {
    select: `select shop_id from private.shop_credentials`,
    insert: `insert into private.shop_credentials (shop_id, kind, sealed_secret)
      values (:shops.north, 'offline_token', 'x')`,
    update: `update private.shop_credentials set sealed_secret = 'x'`,
    delete: `delete from private.shop_credentials`,
    truncate: `truncate private.shop_credentials`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
};

export const storeShops = [shops, shopCredentials, ...shopFunctions, ...shopSystemFunctions];
