import { z } from 'zod';
import { ShopifyError } from '../../../../../src/shopify-error.ts';
import { type Answer, send } from './send.ts';
import { statusFault } from './status-fault.ts';

const Granted = z.object({
  access_token: z.string().min(1).max(1024),
  scope: z.string(),
  expires_in: z.number().positive(),
});
const Refused = z.object({ error: z.string().max(100) });

/** Codes of a 400 that are about the shop; all others are about the credentials. */
const NOT_THERE = ['app_not_installed', 'shop_not_permitted'];

export interface App {
  domain: string;
  client_id: string;
  client_secret: string;
}

/**
 * Gets a token by the client credentials grant
 * (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant).
 * @param origin of the shop
 * @throws ShopifyError
 */
export async function grant(
  origin: string,
  { client_id, client_secret }: App,
  { signal }: { signal: AbortSignal },
): Promise<{ token: string; scopes: string[]; expires_at: Date }> {
  const asked = Date.now();
  const answer = await send(`${origin}/admin/oauth/access_token`, {
    headers: {},
    body: { grant_type: 'client_credentials', client_id, client_secret },
  }, signal);
  if (answer.status !== 200) throw faultOf(answer);
  const granted = Granted.safeParse(answer.body);
  if (!granted.success) throw new ShopifyError('unavailable', 'Shopify answered no token');
  const { access_token, scope, expires_in } = granted.data;
  return {
    token: access_token,
    scopes: scope.split(',').map((name) => name.trim()).filter(Boolean),
    expires_at: new Date(asked + expires_in * 1000),
  };
}

function faultOf(answer: Answer): ShopifyError {
  if (![400, 401, 403].includes(answer.status)) return statusFault(answer);
  const reason = Refused.safeParse(answer.body).data?.error;
  return NOT_THERE.includes(reason ?? '')
    ? new ShopifyError('uninstalled', `The app is not in the shop: ${reason}`, { reason })
    : new ShopifyError('refused', `Shopify refuses the credentials: ${reason ?? answer.status}`, {
      reason,
    });
}
