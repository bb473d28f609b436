import type { Probe, Subject } from '../../proof/cells.ts';

/** Functions of the system's: `cells` are its own, and everybody else is refused. */
export const systemOnly = (
  name: string,
  returns: string,
  probes: Record<string, [probe: Probe, cell: string]>,
): Subject => {
  const names = Object.keys(probes);
  const line = (who: string, cells: string[]) => `| ${who} | ${cells.join(' | ')} |`;
  return {
    name: `private.${name}`,
    returns,
    probes: Object.fromEntries(names.map((probe) => [probe, probes[probe]![0]])),
    access: [[
      line('actor', names),
      line('system', names.map((probe) => probes[probe]![1])),
      line('everyone else', names.map(() => '42501')),
    ].join('\n')],
  };
};

const trail = (action: string) =>
  `select gym_id from public.audit_events where action = '${action}' and actor_id is null`;
const inState = (state: string) => `select id from public.shops where state = '${state}'`;

const uninstall = (shop: string, at = 'now()') =>
  `select private.uninstall_shop(:shops.${shop}, ${at})`;
const uninstallShop = systemOnly('uninstall_shop(uuid,timestamp with time zone)', 'boolean', {
  'told now': [uninstall('north'), 'true'],
  'told before it was connected': [uninstall('north', `'2019-12-31'`), 'false'],
  'told before it was connected last': [uninstall('south'), 'false'],
  'told again': [uninstall('left'), 'false'],
  'of one that was deleted': [uninstall('gone'), 'false'],
  'what is uninstalled then': [[uninstall('north'), inState('uninstalled')], 'left north'],
  'in the trail': [[uninstall('north'), trail('shop_uninstalled')], 'north'],
});

const access = (shop: string) =>
  `select concat_ws('/', domain, state, kind, client_id,
  sealed_secret, sealed_token, token_expires_at = '2100-01-02') from private.shop_access(:shops.${shop})`;
const shopAccess = systemOnly(
  'shop_access(uuid)',
  'TABLE(domain text, state text, kind text, client_id text, sealed_secret text, ' +
    'sealed_token text, token_expires_at timestamp with time zone)',
  {
    "north's": [
      access('north'),
      'north.myshopify.com/connected/offline_token/k1.of-north/k1.token',
    ],
    'of one that is uninstalled': [access('left'), '-'],
    'of one that was deleted': [access('gone'), '-'],
  },
);

const secrets = (domain: string) =>
  `select concat_ws('/', state, sealed_secret,
  sealed_previous_secret) from private.shop_secrets('${domain}.myshopify.com')`;
const shopSecrets = systemOnly(
  'shop_secrets(text)',
  'TABLE(shop_id uuid, gym_id uuid, state text, currency text, sealed_secret text, ' +
    'sealed_previous_secret text)',
  {
    'with one before': [secrets('north'), 'connected/k1.of-north/k0.before'],
    'with one of too long ago': [secrets('south'), 'connected/k0.of-south'],
    'of two gyms': [
      `select shop_id from private.shop_secrets('roaming.myshopify.com')`,
      'left taken',
    ],
    'who has it first': [
      `select shop_id from private.shop_secrets('roaming.myshopify.com') limit 1`,
      'taken',
    ],
    'of one that was deleted': [secrets('gone'), '-'],
  },
);

const keep = (shop: string, known: string, state = 'truncated') =>
  `select private.keep_shop_token(
    :shops.${shop}, ${known}, 'k1.next', '2100-01-02', '2100-01-01', '${state}')`;
const keepShopToken = systemOnly(
  'keep_shop_token(uuid,text,text,timestamp with time zone,timestamp with time zone,text)',
  'boolean',
  {
    'the next': [keep('north', `'k1.token'`), 'true'],
    'the first': [keep('south', 'null'), 'true'],
    'after another': [keep('north', `'k1.other'`), 'false'],
    'of one that is uninstalled': [keep('left', 'null'), 'false'],
    'as it is then': [
      [keep('north', `'k1.token'`), access('north')],
      'north.myshopify.com/truncated/offline_token/k1.of-north/k1.next/t',
    ],
    'what is truncated then': [[keep('north', `'k1.token'`), inState('truncated')], 'north'],
    'after another, as it is then': [
      [keep('north', `'k1.other'`), access('north')],
      'north.myshopify.com/connected/offline_token/k1.of-north/k1.token',
    ],
    'what is renewed then': [
      [keep('north', `'k1.token'`), `select private.shops_to_renew(10)`],
      'taken',
    ],
    'in the same state it is the same version': [
      [
        keep('north', `'k1.token'`, 'connected'),
        `select id from public.shops where updated_at > '2020-06-01'`,
      ],
      '-',
    ],
  },
);

const refuse = (shop: string, secret: string) =>
  `select private.refuse_shop(:shops.${shop}, '${secret}')`;
const refuseShop = systemOnly('refuse_shop(uuid,text)', 'boolean', {
  'by its secret': [refuse('north', 'k1.of-north'), 'true'],
  "by another shop's": [refuse('north', 'k1.of-taken'), 'false'],
  'by another secret': [refuse('north', 'k0.before'), 'false'],
  'that is uninstalled': [refuse('left', 'k1.of-left'), 'false'],
  'what is stale then': [[refuse('north', 'k1.of-north'), inState('stale')], 'north'],
  'what is renewed then': [
    [refuse('north', 'k1.of-north'), `select private.shops_to_renew(10)`],
    'taken',
  ],
  'in the trail': [[refuse('north', 'k1.of-north'), trail('shop_refused')], 'north'],
  'in the trail once': [
    [
      refuse('north', 'k1.of-north'),
      refuse('north', 'k1.of-north'),
      `select count(*) from public.audit_events where action = 'shop_refused'`,
    ],
    '1',
  ],
});

const shopsToRenew = systemOnly('shops_to_renew(integer)', 'SETOF uuid', {
  'that are due': [`select private.shops_to_renew(10)`, 'north taken'],
  'the longest due': [`select private.shops_to_renew(1)`, 'taken'],
});

const forgetShopSecrets = systemOnly('forget_shop_secrets()', 'integer', {
  call: [`select private.forget_shop_secrets()`, '1'],
  'what is known then': [
    [
      `select private.forget_shop_secrets()`,
      `select shop_id from private.shop_secrets('roaming.myshopify.com')`,
    ],
    'taken',
  ],
});

const toReseal = (key: string, after = 'null', most = 10) =>
  `select shop_id from private.credentials_to_reseal('${key}', ${after}, ${most})`;
const credentialsToReseal = systemOnly(
  'credentials_to_reseal(text,uuid,integer)',
  'TABLE(shop_id uuid, sealed_secret text, sealed_previous_secret text, sealed_token text)',
  {
    'by the key of now': [toReseal('k1'), 'north south taken'],
    'all of them': [toReseal('k2'), 'north south left taken gone'],
    'after all before': [
      toReseal('k1', `'00000000-0000-0000-0000-000000000000'`),
      'north south taken',
    ],
    'after none': [toReseal('k1', `'ffffffff-ffff-ffff-ffff-ffffffffffff'`), '-'],
    'one at a time': [
      `select count(*) from (${toReseal('k1', 'null', 1)}) one`,
      '1',
    ],
  },
);

const reseal = (known: string, shop = 'north') =>
  `select private.reseal_shop_credentials(:shops.${shop}, '{${known}}', '{k2.a,k2.b,k2.c}')`;
const resealShopCredentials = systemOnly(
  'reseal_shop_credentials(uuid,text[],text[])',
  'boolean',
  {
    'as they are': [reseal('k1.of-north,k0.before,k1.token'), 'true'],
    'as those of another': [reseal('k1.of-north,k0.before,k1.token', 'taken'), 'false'],
    'with another secret': [reseal('k0.of-north,k0.before,k1.token'), 'false'],
    'with another before it': [reseal('k1.of-north,null,k1.token'), 'false'],
    'with another token': [reseal('k1.of-north,k0.before,k0.token'), 'false'],
    'as they are then': [
      [
        reseal('k1.of-north,k0.before,k1.token'),
        `select concat_ws('/', sealed_secret, sealed_previous_secret, sealed_token)
          from private.credentials_to_reseal('k1', null, 10) where shop_id = :shops.north`,
      ],
      'k2.a/k2.b/k2.c',
    ],
  },
);

/** What jobs and webhooks do. */
export const shopSystemFunctions = [
  ...[uninstallShop, shopAccess, shopSecrets, keepShopToken, refuseShop, shopsToRenew],
  ...[forgetShopSecrets, credentialsToReseal, resealShopCredentials],
];
