import type { z } from 'zod';
import { ShopifyError } from '../../../shopify-error.ts';
import { notConnected, type OpenToken, openToken, renewToken } from './renew-token.ts';
import { readShopAccess, type ShopAccess, type ShopContext } from './shop-access.ts';
import type { Patience, Question } from './shopify-api.ts';

/** Shopify's Admin API of one shop, opened by what we keep of it. */
export interface ShopifyAdmin {
  readonly shop_id: string;
  readonly domain: string;
  /**
   * Asks, and has the token renewed where Shopify no longer takes it.
   * @param shape what `data` must be
   * @throws ShopifyError
   */
  query<S extends z.ZodType>(
    shape: S,
    question: Question,
    patience: Patience,
  ): Promise<z.output<S>>;
}

/** What ends within a minute is renewed first. */
const NEARLY_MS = 60_000;

/**
 * Opens the Admin API of a shop; its queries are made outside of any transaction.
 * @throws ShopifyError `uninstalled` where nothing opens it: see `isPassing` for what a job repeats
 */
export async function openShop(ctx: ShopContext, shop_id: string): Promise<ShopifyAdmin> {
  const found = await readShopAccess(ctx.db, shop_id);
  if (!found) throw notConnected();
  let open: OpenToken | undefined;

  const ready = async (patience: Patience): Promise<OpenToken> => {
    if (open && !isEnding(open.access)) return open;
    const access = await readShopAccess(ctx.db, shop_id);
    if (!access) throw notConnected();
    return access.sealed_token && !isEnding(access)
      ? await openToken(ctx, shop_id)
      : await renewToken(ctx, shop_id, access, patience);
  };

  return {
    shop_id,
    domain: found.domain,
    async query(shape, question, patience) {
      open = await ready(patience);
      const at = { domain: open.access.domain, token: open.token };
      const data = await ctx.shopify.query(at, question, patience).catch(async (error) => {
        if (!(error instanceof ShopifyError) || error.fault !== 'refused') throw error;
        open = await renewed(ctx, shop_id, open!, patience);
        return await ctx.shopify.query({ ...at, token: open.token }, question, patience);
      });
      const parsed = shape.safeParse(data);
      if (parsed.success) return parsed.data;
      throw new ShopifyError('invalid', 'Shopify answered something else than was asked');
    },
  };
}

const isEnding = ({ token_expires_at }: ShopAccess): boolean =>
  token_expires_at !== null && token_expires_at.getTime() < Date.now() + NEARLY_MS;

/** Takes the token that another has got since, or gets the next one. */
async function renewed(
  ctx: ShopContext,
  shop_id: string,
  { access }: OpenToken,
  patience: Patience,
): Promise<OpenToken> {
  const now = await openToken(ctx, shop_id);
  return now.access.sealed_token === access.sealed_token
    ? await renewToken(ctx, shop_id, now.access, patience)
    : now;
}
