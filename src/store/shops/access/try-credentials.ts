import { refuse } from '../../../errors.ts';
import { ShopifyError } from '../../../shopify-error.ts';
import type { CredentialsInput, Shop } from '../contract.ts';
import { askAboutShop } from './ask-about-shop.ts';
import { stateOf } from './scopes.ts';
import type { ShopifyApi } from './shopify-api.ts';

/** A person waits for it. */
const PATIENCE_MS = 15_000;

/** Where in the input what is at fault stands: `body.domain`, `body.credentials`. */
export interface InputPaths {
  domain: string;
  credentials: string;
}

/** What a shop is, and what opens it, as Shopify has just confirmed. */
export interface TriedCredentials extends Pick<Shop, 'domain' | 'state' | 'currency' | 'timezone'> {
  token: string;
  /** Null for a token that stays. */
  expires_at: Date | null;
}

/**
 * Tries credentials against Shopify before anything is kept. Only the secret beside an offline token
 * cannot be tried: what it signs is still to come.
 *
 * @throws `shopify_shop_unknown`, `shopify_app_not_installed`, `shopify_client_refused`,
 *   `shopify_secret_refused`, `shopify_token_refused`, `shopify_scopes_missing`,
 *   `shopify_domain_differs`, `shopify_shop_frozen`, `shopify_unavailable`
 */
export async function tryCredentials(
  shopify: ShopifyApi,
  domain: string,
  credentials: CredentialsInput,
  paths: InputPaths,
): Promise<TriedCredentials> {
  const patience = {
    signal: AbortSignal.timeout(PATIENCE_MS),
    deadline: Date.now() + PATIENCE_MS,
  };
  try {
    const { token, expires_at } = credentials.kind === 'offline_token'
      ? { token: credentials.access_token, expires_at: null }
      : await shopify.grant({ ...credentials, domain }, patience);
    const { scopes, ...shop } = await askAboutShop(shopify, { domain, token }, patience);
    const state = stateOf(scopes);
    if (!state) throw refuse('shopify_scopes_missing', { field: paths.credentials });
    if (shop.domain !== domain) throw refuse('shopify_domain_differs', { field: paths.domain });
    return { ...shop, state, token, expires_at };
  } catch (error) {
    if (error instanceof ShopifyError) throw refusalOf(error, credentials, paths);
    throw patience.signal.aborted ? refuse('shopify_unavailable') : error;
  }
}

function refusalOf(
  { fault, reason }: ShopifyError,
  { kind }: CredentialsInput,
  { domain, credentials }: InputPaths,
): Error {
  if (fault === 'uninstalled') {
    return reason === 'no_shop'
      ? refuse('shopify_shop_unknown', { field: domain })
      : refuse('shopify_app_not_installed', { field: domain });
  }
  if (fault === 'denied') return refuse('shopify_scopes_missing', { field: credentials });
  if (fault === 'refused') {
    if (kind === 'offline_token') {
      return refuse('shopify_token_refused', { field: `${credentials}.access_token` });
    }
    return reason === 'application_cannot_be_found'
      ? refuse('shopify_client_refused', { field: `${credentials}.client_id` })
      : refuse('shopify_secret_refused', { field: `${credentials}.client_secret` });
  }
  return reason === 'shop_frozen' ? refuse('shopify_shop_frozen') : refuse('shopify_unavailable');
}
