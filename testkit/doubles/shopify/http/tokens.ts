import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FakeShop, TOKEN_LIFE } from '../shop.ts';

/** Shopify's words for what is wrong with a request for a token. */
const REFUSALS = {
  invalid_request: 'The request is missing a parameter or its client secret is wrong.',
  application_cannot_be_found: 'Could not find Shopify API application with api_key',
  app_not_installed: 'The application is not installed on this shop.',
  shop_not_permitted: 'Client credentials cannot be performed on this shop.',
};

/** Gives a token for the client credentials grant, as `POST /admin/oauth/access_token` does. */
export function giveToken(
  shop: FakeShop,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): void {
  const asked = fieldsOf(request, body);
  const refused = refusal(shop, asked);
  if (refused) return refuse(request, response, refused);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({
    access_token: shop.issueToken(TOKEN_LIFE),
    scope: shop.scopes.join(','),
    expires_in: TOKEN_LIFE,
  }));
}

function refusal(shop: FakeShop, asked: Map<string, unknown>): keyof typeof REFUSALS | undefined {
  if (asked.get('grant_type') !== 'client_credentials') return 'invalid_request';
  if (asked.get('client_id') !== shop.clientId) return 'application_cannot_be_found';
  if (asked.get('client_secret') !== shop.clientSecret) return 'invalid_request';
  if (!shop.installed) return 'app_not_installed';
  if (!shop.sameOrganisation) return 'shop_not_permitted';
  return undefined;
}

/** The fields of a form, or of JSON, which Shopify takes as well. */
function fieldsOf(request: IncomingMessage, body: string): Map<string, unknown> {
  const json = request.headers['content-type']?.startsWith('application/json');
  return new Map<string, unknown>(
    json ? Object.entries(JSON.parse(body) as object) : new URLSearchParams(body),
  );
}

/** Says it in JSON to those who accept JSON, and on a page to all others. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: keyof typeof REFUSALS,
): void {
  const json = request.headers.accept?.includes('application/json');
  response.writeHead(400, { 'content-type': json ? 'application/json' : 'text/html' });
  response.end(
    json
      ? JSON.stringify({ error, error_description: REFUSALS[error] })
      : `<!DOCTYPE html><title>400 - Oauth error ${error}</title>`,
  );
}
