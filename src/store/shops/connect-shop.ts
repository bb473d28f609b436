import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor, callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { findPostgresError, onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { renewAt } from './access/renewal.ts';
import type { Seals } from './access/seal.ts';
import type { ShopifyApi } from './access/shopify-api.ts';
import {
  type InputPaths,
  type TriedCredentials,
  tryCredentials,
} from './access/try-credentials.ts';
import type { ConnectShopInput, CredentialsInput, Shop } from './contract.ts';

/** What whoever connects a shop needs. */
export interface ConnectContext extends CallerContext {
  shopify: ShopifyApi;
  seals: Seals;
}

/** Another connected the same shop for the same gym at the same time: the second try finds theirs. */
const TRIES = 2;
const MAY_BE_OURS = ['shop_known', 'shops_domain_unique'];

const PATHS: InputPaths = { domain: 'body.domain', credentials: 'body.credentials' };

/**
 * Connects a shop to a gym of the caller's, once Shopify takes the credentials; one that the gym had
 * before has what it had. The credentials are sealed before they go to the database.
 * @throws `not_a_manager` (forbidden), `shop_domain_taken` (conflict), and what `tryCredentials` does
 */
export async function connectShop(
  ctx: ConnectContext,
  { body: { gym_id, domain, credentials } }: { body: ConnectShopInput },
  paths = PATHS,
): Promise<Shop> {
  // Before anybody's credentials are tried: whether they are right is told to managers alone.
  if (!(await standing(ctx, gym_id, domain)).manages) throw notAManager();
  const tried = await tryCredentials(ctx.shopify, domain, credentials, paths);
  for (let left = TRIES;; left--) {
    try {
      return await keep(ctx, gym_id, credentials, tried);
    } catch (error) {
      if (left > 1 && MAY_BE_OURS.includes(findPostgresError(error)?.constraint_name ?? '')) {
        continue;
      }
      return onViolations({
        not_a_manager: notAManager,
        shops_domain_unique: () => refuse('shop_domain_taken', { field: paths.domain }),
      })(error);
    }
  }
}

const notAManager = () => refuse('not_a_manager', { field: 'body.gym_id' });

const Standing = z.object({ manages: z.boolean(), shop_id: z.guid().nullable() });

/** Whether the caller manages the gym, and by which id it knows the shop. */
async function standing({ db }: ConnectContext, gym_id: string, domain: string) {
  const [row] = await callFor(
    db,
    Standing,
    sql`(select
      ${gym_id} = any (private.gym_ids('MANAGER')) as manages,
      (select id from ${shops} where gym_id = ${gym_id} and domain = ${domain}) as shop_id
    ) s`,
  );
  return row!;
}

async function keep(
  ctx: ConnectContext,
  gym_id: string,
  credentials: CredentialsInput,
  { domain, state, currency, timezone, token, expires_at }: TriedCredentials,
): Promise<Shop> {
  const shop_id = (await standing(ctx, gym_id, domain)).shop_id ?? crypto.randomUUID();
  const client_id = credentials.kind === 'client_credentials' ? credentials.client_id : null;
  const [sealed_secret, sealed_token] = await Promise.all([
    ctx.seals.seal(credentials.client_secret, { shop_id, what: 'secret' }),
    ctx.seals.seal(token, { shop_id, what: 'token' }),
  ]);
  const [shop] = await callForRows(
    ctx.db,
    shops,
    sql`private.connect_shop(
      ${shop_id}, ${gym_id}, ${domain}, ${state}, ${currency}, ${timezone}, ${credentials.kind},
      ${client_id}, ${sealed_secret}, ${sealed_token}, ${expires_at?.toISOString() ?? null},
      ${renewAt(expires_at).toISOString()}
    )`,
  );
  return shop!;
}
