import type { IncomingMessage, ServerResponse } from 'node:http';

/** Who may read the answers of Auth, the Data API and Storage from a browser: as hosted, everyone. */
const ANYBODY = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };

/** Lets pages of any origin read an answer that says nothing about it itself. */
export function allowAnyOrigin(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ANYBODY)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/**
 * Answers a browser that asks before it calls: every method and header is welcome.
 * @returns false for a request that is no preflight, which is left alone
 */
export function answerPreflight(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const method = incoming.headers['access-control-request-method'];
  if (incoming.method !== 'OPTIONS' || method === undefined) return false;
  incoming.resume();
  outgoing.writeHead(204, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': incoming.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '3600',
    vary: 'access-control-request-headers',
  });
  outgoing.end();
  return true;
}
