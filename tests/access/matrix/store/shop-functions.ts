import type { Subject } from '../../proof/cells.ts';
import { subjectOf } from '../../world/actors.ts';
import { inTheTrail } from '../academy/front-desk/in-the-trail.ts';
import { closed } from '../closed.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

const shopIds: Subject = {
  name: 'private.shop_ids()',
  returns: 'uuid[]',
  probes: {
    call: `select unnest(private.shop_ids())`,
    'without shops': `select private.shop_ids() = '{}'`,
  },
  access: [`
| actor          | call        | without shops |
| anonymous      | 42501       | 42501         |
| manager deputy | north left  | false         |
| otherManager   | south taken | false         |
| everyone else  | -           | true          |`],
};

/** By client credentials, which the world has nowhere. */
const connect = (shop: string, domain: string, gym = 'north', what = 'gym_id') =>
  `select ${what} from private.connect_shop(
    ${shop}, :gyms.${gym}, '${domain}.myshopify.com', 'truncated', 'EUR', 'Europe/Rome',
    'client_credentials', 'client', 'k1.new', 'k1.new-token', '2100-01-02', '2100-01-01')`;
const anId = 'gen_random_uuid()';
/** Then, as the system sees it. */
const then = (first: string, look: string) => [first, becomeSystem, look];
/** What opens a shop then. */
const opening = `select concat_ws('/', domain, state, kind, client_id, sealed_secret, sealed_token,
  token_expires_at = '2100-01-02') from private.shop_access(:shops.north)`;

const connectShop: Subject = {
  name: 'private.connect_shop(uuid,uuid,text,text,text,text,text,text,text,text,' +
    'timestamp with time zone,timestamp with time zone)',
  returns: 'SETOF shops',
  probes: {
    'a new one': connect(anId, 'new'),
    'the same again': connect(':shops.north', 'north', 'north', 'id'),
    'by another id': connect(anId, 'north'),
    "another gym's": connect(anId, 'south'),
    'one that another has now': connect(':shops.left', 'roaming'),
    'one that was deleted': connect(anId, 'gone'),
    'as it is then': then(
      connect(':shops.north', 'north'),
      `select concat_ws('/', state, currency, timezone) from public.shops where id = :shops.north`,
    ),
    'what opens it then': then(connect(':shops.north', 'north'), opening),
    'what signs for it then': then(
      connect(':shops.north', 'north'),
      `select sealed_secret || '/' || sealed_previous_secret
        from private.shop_secrets('north.myshopify.com')`,
    ),
    'who hears of it': then(
      connect(anId, 'new'),
      `select kind from private.jobs where dedupe_key = (
        select id::text from public.shops where domain = 'new.myshopify.com'
      )`,
    ),
    'in the trail': [
      connect(anId, 'new'),
      ...inTheTrail(
        'shop_connected',
        `gym_id = :gyms.north
        and details = '{"domain": "new.myshopify.com", "kind": "client_credentials"}'`,
      ),
    ],
    'in the trail again': [
      connect(':shops.north', 'north'),
      ...inTheTrail('shop_credentials_replaced'),
    ],
    // By the manager of north, after the manager of south let it go.
    'one that is free again': [
      elsewhere({ sub: subjectOf('otherManager') }),
      `select private.disconnect_shop(:shops.taken)`,
      elsewhere({ sub: subjectOf('manager') }),
      connect(':shops.left', 'roaming', 'north', `id, uninstalled_at`),
      ...inTheTrail('shop_connected'),
    ],
  },
  access: [
    `
| actor            | a new one   | the same again | by another id | another gym's | one that another has now | one that was deleted |
| anonymous system | 42501       | 42501          | 42501         | 42501         | 42501                    | 42501                |
| manager deputy   | north       | north          | 23505         | 23505         | 23505                    | north                |
| everyone else    | 42501/guard | 42501/guard    | 42501/guard   | 42501/guard   | 42501/guard              | 42501/guard          |`,
    `
| actor            | as it is then             | what opens it then | what signs for it then | who hears of it | in the trail | in the trail again |
| anonymous system | 42501                     | 42501              | 42501                  | 42501           | 42501        | 42501              |
| manager deputy   | truncated/EUR/Europe/Rome | north.myshopify.com/truncated/client_credentials/client/k1.new/k1.new-token/t | k1.new/k1.of-north | subscribe_shop | own | own |
| everyone else    | 42501/guard               | 42501/guard        | 42501/guard            | 42501/guard     | 42501/guard  | 42501/guard        |`,
    `
| actor         | one that is free again |
| everyone else | manager                |`,
  ],
};

const disconnect = (shop: string) => `select id from private.disconnect_shop(:shops.${shop})`;

const disconnectShop: Subject = {
  name: 'private.disconnect_shop(uuid)',
  returns: 'SETOF shops',
  probes: {
    "north's": disconnect('north'),
    "south's": disconnect('south'),
    'that is uninstalled': disconnect('left'),
    'that was deleted': disconnect('gone'),
    'what opens it then': then(disconnect('north'), opening),
    'what signs for it then': then(
      disconnect('north'),
      `select state || '/' || sealed_secret from private.shop_secrets('north.myshopify.com')`,
    ),
    'what is uninstalled then': then(
      disconnect('north'),
      `select id from public.shops where uninstalled_at = now()::timestamptz(3)`,
    ),
    'what is renewed then': then(disconnect('north'), `select private.shops_to_renew(10)`),
    'in the trail': [
      disconnect('north'),
      ...inTheTrail(
        'shop_disconnected',
        `gym_id = :gyms.north and details = '{"domain": "north.myshopify.com"}'`,
      ),
    ],
  },
  access: [
    `
| actor            | north's | south's | that is uninstalled | that was deleted | in the trail |
| anonymous system | 42501   | 42501   | 42501               | 42501            | 42501        |
| manager deputy   | north   | -       | -                   | -                | own          |
| otherManager     | -       | south   | -                   | -                | -            |
| everyone else    | -       | -       | -                   | -                | -            |`,
    `
| actor            | what opens it then | what signs for it then  | what is uninstalled then | what is renewed then |
| anonymous system | 42501              | 42501                   | 42501                    | 42501                |
| manager deputy   | -                  | uninstalled/k1.of-north | north                    | taken                |
| everyone else    | north.myshopify.com/connected/offline_token/k1.of-north/k1.token | connected/k1.of-north | - | north taken |`,
  ],
};

/** Steps of these, which have asked who is calling. */
const steps = closed([
  [
    'put_shop_credentials(uuid,text,text,text,text,timestamp with time zone,' +
    'timestamp with time zone)',
    'void',
    `put_shop_credentials(:shops.north, 'offline_token', null, 'x', 'x', null, null)`,
  ],
  ['close_shop(uuid,text)', 'SETOF shops', `close_shop(:shops.north, 'shop_uninstalled')`],
]);

/** What managers do. */
export const shopFunctions = [shopIds, connectShop, disconnectShop, ...steps];
