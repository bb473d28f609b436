import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../../db/call.ts';
import type { SystemDatabase } from '../../../db/client.ts';
import { ShopifyError } from '../../../shopify-error.ts';
import { askAboutShop } from './ask-about-shop.ts';
import { renewAt } from './renewal.ts';
import { stateOf } from './scopes.ts';
import { readShopAccess, type ShopAccess, type ShopContext } from './shop-access.ts';
import type { Patience } from './shopify-api.ts';

/** A token that is good now, with what it is kept as. */
export interface OpenToken {
  token: string;
  access: ShopAccess;
}

/**
 * Gets the next token of a shop and keeps it; one that stays is tried instead. Where another renewed it
 * meanwhile, theirs is the one. What Shopify refuses makes the shop `stale`; what passes changes nothing.
 * @throws ShopifyError
 */
export async function renewToken(
  ctx: ShopContext,
  shop_id: string,
  access: ShopAccess,
  patience: Patience,
): Promise<OpenToken> {
  const next = await nextToken(ctx, shop_id, access, patience).catch(async (error) => {
    if (isForGood(error)) await refuseShop(ctx.db, shop_id, access);
    throw error;
  });
  const sealed_token = next.expires_at
    ? await ctx.seals.seal(next.token, { shop_id, what: 'token' })
    : access.sealed_token;
  const call = sql`private.keep_shop_token(
    ${shop_id}, ${access.sealed_token}, ${sealed_token}, ${next.expires_at?.toISOString() ?? null},
    ${renewAt(next.expires_at).toISOString()}, ${next.state}
  ) as kept`;
  const [row] = await callFor(ctx.db, z.object({ kept: z.boolean() }), call);
  if (row!.kept) {
    return {
      token: next.token,
      access: { ...access, sealed_token, token_expires_at: next.expires_at },
    };
  }
  return await openToken(ctx, shop_id);
}

/**
 * Opens the token that a shop has now.
 * @throws ShopifyError `uninstalled` where there is none any more
 */
export async function openToken({ db, seals }: ShopContext, shop_id: string): Promise<OpenToken> {
  const access = await readShopAccess(db, shop_id);
  if (!access?.sealed_token) throw notConnected();
  return { token: await seals.open(access.sealed_token, { shop_id, what: 'token' }), access };
}

export const notConnected = () =>
  new ShopifyError('uninstalled', 'The shop is not connected', { reason: 'not_connected' });

/** What Shopify gives now: a token with what it opens. */
async function nextToken(
  ctx: ShopContext,
  shop_id: string,
  access: ShopAccess,
  patience: Patience,
) {
  const { scopes, ...next } = access.client_id === null
    ? await triedToken(ctx, shop_id, access, patience)
    : await ctx.shopify.grant({
      domain: access.domain,
      client_id: access.client_id,
      client_secret: await ctx.seals.open(access.sealed_secret, { shop_id, what: 'secret' }),
    }, patience);
  const state = stateOf(scopes);
  if (!state) throw new ShopifyError('denied', 'The app may no longer read what is needed');
  return { ...next, state };
}

async function triedToken(
  { shopify, seals }: ShopContext,
  shop_id: string,
  { domain, sealed_token }: ShopAccess,
  patience: Patience,
) {
  if (!sealed_token) throw notConnected();
  const token = await seals.open(sealed_token, { shop_id, what: 'token' });
  const { scopes } = await askAboutShop(shopify, { domain, token }, patience);
  return { token, scopes, expires_at: null };
}

const isForGood = (error: unknown): error is ShopifyError =>
  error instanceof ShopifyError && ['refused', 'uninstalled', 'denied'].includes(error.fault);

async function refuseShop(
  db: SystemDatabase,
  shop_id: string,
  { sealed_secret }: ShopAccess,
): Promise<void> {
  await db.execute(sql`select private.refuse_shop(${shop_id}, ${sealed_secret})`);
}
