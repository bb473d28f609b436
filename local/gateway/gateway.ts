import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { inbound, outbound } from './auth-bridge.ts';
import { serveDocs } from './docs.ts';
import { proxyToFunction } from '../functions/proxy.ts';
import type { FunctionsRuntime } from '../functions/runtime.ts';
import { fetchOpenApi } from './openapi.ts';
import { packageFolder, serveFile } from '../stack/package-files.ts';
import type { Services } from '../stack/services.ts';
import { bridgeStorage } from './storage-bridge.ts';
import type { TokenAuthority } from './tokens.ts';

// The editor's own files; its App serves the page that asks for them, but not these.
const STUDIO_FILES = join(packageFolder('@supabase/lite/static/favicon.ico'), '..');

export interface GatewayParts {
  services: Services;
  functions: FunctionsRuntime;
  tokens: TokenAuthority;
  instance: string;
  apiUrl: string;
  functionNames(): string[];
}

/** One port for everything a client of a hosted project talks to. */
export function createGateway(parts: GatewayParts): RequestListener {
  const web = listener((request) => route(parts, request));
  return (incoming, outgoing) => {
    if (incoming.url?.startsWith('/functions/v1/')) {
      void proxyToFunction(parts.functions, incoming, outgoing);
    } else {
      void web(incoming, outgoing);
    }
  };
}

/** The table editor: everything is allowed to a browser on this machine, so it has its own port. */
export function createStudio(services: Services): RequestListener {
  return (incoming, outgoing) => {
    const peer = incoming.socket.remoteAddress ?? null;
    const answer = async (request: Request) => {
      const { pathname } = new URL(request.url);
      const file = pathname.startsWith('/static/') && await serveFile(STUDIO_FILES, pathname);
      return file || await services.studio(request, peer);
    };
    void listener(answer)(incoming, outgoing);
  };
}

const listener = (handle: (request: Request) => Promise<Response>) =>
  getRequestListener(async (request) => {
    try {
      return await handle(await plain(request));
    } catch (error) {
      console.error(error);
      return Response.json({ message: String(error) }, { status: 500 });
    }
  }, { overrideGlobalObjects: false });

/** The adapter's lazy request does not survive `new Request(request, …)`; a real one does. */
async function plain(request: Request): Promise<Request> {
  const hasBody = !['GET', 'HEAD'].includes(request.method);
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: hasBody ? await request.arrayBuffer() : undefined,
  });
}

async function route(parts: GatewayParts, request: Request): Promise<Response> {
  const { services, tokens } = parts;
  const path = new URL(request.url).pathname;
  if (path === '/auth/v1/.well-known/jwks.json') {
    return Response.json(tokens.jwks, { headers: { 'access-control-allow-origin': '*' } });
  }
  if (path.startsWith('/auth/v1/')) {
    return await outbound(await services.api(await inbound(request, tokens)), tokens);
  }
  if (path.startsWith('/rest/v1/')) return await services.api(await inbound(request, tokens));
  if (path.startsWith('/storage/v1/')) {
    return await bridgeStorage(await inbound(request, tokens), services.api);
  }
  if (path === '/') return Response.json(describe(parts));
  if (path === '/openapi.json') {
    return Response.json(await fetchOpenApi(parts.apiUrl, parts.functionNames()));
  }
  const page = path.startsWith('/docs') ? await serveDocs(path) : undefined;
  return page ?? Response.json({ message: `Nothing is served at ${path}` }, { status: 404 });
}

function describe({ instance, apiUrl, functionNames }: GatewayParts) {
  return {
    name: 'tatame',
    instance,
    docs: `${apiUrl}/docs`,
    openapi: `${apiUrl}/openapi.json`,
    functions: functionNames().map((name) => `${apiUrl}/functions/v1/${name}`),
  };
}
