import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../../local/stack/settings/ports.ts';
import { download } from './bulk/download.ts';
import { answer, type GraphqlRequest } from './graphql/execute.ts';
import { answerStatus, play } from './http/failures.ts';
import { giveToken } from './http/tokens.ts';
import { API_VERSION, FakeShop, type SeenRequest } from './shop.ts';

export interface ShopifyDouble extends FakeShop {
  /** Another shop, which answers at the same server behind its domain: `…:1234/other.myshopify.com`. */
  open(domain: string): FakeShop;
  stop(): Promise<void>;
}

/**
 * Starts a server that is Shopify to whoever asks it: the shop itself, which a test fills, answers
 * at `origin`, and at `origin/<its domain>` like every other shop that is opened.
 * @param port where whoever is to ask it was told that it is; any free one without
 */
export async function startShopify(
  domain = 'mat-and-gi.myshopify.com',
  port = 0,
): Promise<ShopifyDouble> {
  const shops = new Map<string, FakeShop>();
  let home = '';
  const open = (name: string, prefix = `/${name}`) => {
    const shop = new FakeShop(name, () => home + prefix);
    shops.set(name, shop);
    return shop;
  };
  const first = open(domain, '');
  const server = createServer((request, response) => {
    const [shop, path] = whose(request.url ?? '/', shops, first);
    serve(shop, path, request, response).catch(() => response.destroy());
  });
  home = `http://127.0.0.1:${await listen(server, port)}`;
  return Object.assign(first, {
    open: (name: string) => open(name),
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}

function whose(url: string, shops: Map<string, FakeShop>, first: FakeShop): [FakeShop, string] {
  const [, name = ''] = url.split('/');
  const named = shops.get(name);
  return named ? [named, url.slice(name.length + 1)] : [first, url];
}

const GRAPHQL = /^\/admin\/api\/(\d{4}-\d{2})\/graphql\.json$/;
const BULK = /^\/bulk\/(\w+)\.jsonl\?/;

async function serve(
  shop: FakeShop,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request);
  const at = endpointOf(path, request.method);
  if (!at) return answerStatus(response, 404);
  shop.requests.push({ at, method: request.method ?? '', path, headers: request.headers, body });

  const failure = shop.failures.next(at);
  if (failure !== undefined && await play(failure, response)) return;
  const half = failure === 'half';
  if (at === 'download') return download(shop, BULK.exec(path)![1]!, request, response, half);
  if (half) cutInTheMiddle(response);
  if (at === 'token') return giveToken(shop, request, body, response);
  await graphql(shop, path, request, body, response);
}

function endpointOf(path: string, method = 'GET'): SeenRequest['at'] | undefined {
  if (method === 'POST' && path === '/admin/oauth/access_token') return 'token';
  if (method === 'POST' && GRAPHQL.test(path)) return 'graphql';
  if (method === 'GET' && BULK.test(path)) return 'download';
  return undefined;
}

async function graphql(
  shop: FakeShop,
  path: string,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const token = request.headers['x-shopify-access-token'];
  if (!shop.installed || !shop.knows(String(token))) return answerStatus(response, 401);
  // An older version falls forward to what is served; a newer one does not exist yet.
  if (GRAPHQL.exec(path)![1]! > API_VERSION) return answerStatus(response, 404);
  const json = request.headers['content-type']?.startsWith('application/json');
  let asked: GraphqlRequest;
  try {
    if (!json) return answerStatus(response, 400);
    asked = JSON.parse(body) as GraphqlRequest;
  } catch {
    return answerStatus(response, 400);
  }
  const answered = await answer(shop, asked);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'x-shopify-api-version': API_VERSION,
  });
  response.end(JSON.stringify(answered));
}

/** Lets an answer begin, and cuts the connection before it is whole. */
function cutInTheMiddle(response: ServerResponse): void {
  const end = response.end.bind(response);
  response.end = ((chunk?: unknown) => {
    if (typeof chunk !== 'string') return end();
    response.write(chunk.slice(0, Math.floor(chunk.length / 2)), () => response.destroy());
    return response;
  }) as typeof response.end;
}
