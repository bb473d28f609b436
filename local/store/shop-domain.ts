import { shopDomain } from '../../src/db/schema/store/shops/shops.ts';
import { WrongOptions } from '../commands/support/options.ts';

/**
 * Completes a shop's name to the domain that Shopify gave it.
 * @throws WrongOptions
 */
export function shopDomainOf(shop: string): string {
  const name = shop.toLowerCase().replace(/^https:\/\//, '').replace(/\/$/, '');
  const domain = name.includes('.') ? name : `${name}.myshopify.com`;
  if (!shopDomain.pattern.test(domain)) {
    throw new WrongOptions(`--shop is the domain that Shopify gave, not ${shop}.`);
  }
  return domain;
}
