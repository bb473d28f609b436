import { z } from 'zod';
import { ShopifyError } from '../../../shopify-error.ts';
import type { Patience, ShopifyApi, ShopToken } from './shopify-api.ts';

const SHOP = `query Shop {
  shop { myshopifyDomain currencyCode ianaTimezone }
  currentAppInstallation { accessScopes { handle } }
}`;

const Answered = z.object({
  shop: z.object({
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

export interface ShopFacts {
  domain: string;
  currency: string;
  timezone: string;
  /** What the app may do there now. */
  scopes: string[];
}

/**
 * Asks Shopify what a shop is, and what the app may do there.
 * @throws ShopifyError
 */
export async function askAboutShop(
  shopify: Pick<ShopifyApi, 'query'>,
  at: ShopToken,
  patience: Patience,
): Promise<ShopFacts> {
  const answered = Answered.safeParse(await shopify.query(at, { document: SHOP }, patience));
  if (!answered.success) {
    throw new ShopifyError('unavailable', 'Shopify answered something else than was asked');
  }
  const { shop, currentAppInstallation } = answered.data;
  return {
    domain: shop.myshopifyDomain.toLowerCase(),
    currency: shop.currencyCode,
    timezone: shop.ianaTimezone,
    scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle),
  };
}
