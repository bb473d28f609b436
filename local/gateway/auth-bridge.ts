import type { JWTPayload } from 'jose';
import type { TokenAuthority } from './tokens.ts';

interface Session {
  access_token: string;
  user?: {
    app_metadata?: unknown;
    user_metadata?: unknown;
    phone?: string;
    is_anonymous?: boolean;
  };
}

/**
 * A request from outside, as the services behind the gateway expect it: a bearer token of ours is
 * turned into one of theirs. An API key is passed on; anything else that comes as a bearer, such as a
 * front desk's token, is made into what they refuse: they would take it for nobody's, and let it in as
 * `anon`, where hosted services refuse it.
 */
export async function inbound(request: Request, tokens: TokenAuthority): Promise<Request> {
  const [scheme, token] = request.headers.get('authorization')?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'bearer' || !token || /^sb_/.test(token)) return request;
  const headers = new Headers(request.headers);
  // A token that is not ours must not reach a service that would take its own HS256 for good.
  const inner = await tokens.toInner(token).catch(() => 'invalid.access.token');
  headers.set('authorization', `Bearer ${inner}`);
  return new Request(request, { headers });
}

/** An answer of the Auth service with its access tokens, in body or redirect, signed anew. */
export async function outbound(response: Response, tokens: TokenAuthority): Promise<Response> {
  const headers = new Headers(response.headers);
  const location = headers.get('location');
  if (location?.includes('access_token=')) {
    headers.set('location', await resignFragment(location, tokens));
    return new Response(response.body, { status: response.status, headers });
  }
  if (!headers.get('content-type')?.includes('application/json')) return response;
  const text = await response.text();
  headers.delete('content-length');
  return new Response(await resignBody(text, tokens), { status: response.status, headers });
}

async function resignBody(text: string, tokens: TokenAuthority): Promise<string> {
  if (!text.includes('"access_token"')) return text;
  const session = JSON.parse(text) as Session;
  session.access_token = await tokens.toOuter(session.access_token, hostedClaims(session));
  return JSON.stringify(session);
}

async function resignFragment(location: string, tokens: TokenAuthority): Promise<string> {
  const url = new URL(location);
  const fragment = new URLSearchParams(url.hash.slice(1));
  fragment.set('access_token', await tokens.toOuter(fragment.get('access_token') ?? ''));
  url.hash = fragment.toString();
  return url.href;
}

/** Claims that hosted tokens carry and the local Auth service leaves out. */
function hostedClaims({ user }: Session): JWTPayload {
  return {
    aal: 'aal1',
    phone: user?.phone ?? '',
    app_metadata: user?.app_metadata ?? {},
    user_metadata: user?.user_metadata ?? {},
    is_anonymous: user?.is_anonymous ?? false,
  };
}
