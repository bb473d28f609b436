import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { withoutSessions } from '../console/shell/cookie.ts';
import { silentLog, type StackLog } from '../log/log.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { serveMail } from '../mail/page.ts';
import { withRedirect } from '../mail/redirects.ts';
import { serveAuthAdmin } from './auth-admin.ts';
import { inbound, outbound } from './auth-bridge.ts';
import { verifyCode } from './auth-verify.ts';
import { allowAnyOrigin, answerPreflight } from './cors.ts';
import { serveDocs } from './docs.ts';
import { observeExchanges } from './exchange.ts';
import { proxyToFunction } from '../functions/proxy.ts';
import type { FunctionsRuntime } from '../functions/runtime.ts';
import { fetchOpenApi } from './openapi.ts';
import { packageFolder, serveFile } from '../stack/package-files.ts';
import type { Services } from '../stack/services.ts';
import { PROJECT_ROOT } from '../stack/settings/state.ts';
import { bridgeStorage } from './storage-bridge.ts';
import type { TokenAuthority } from './tokens.ts';

// The editor's own files; its App serves the page that asks for them, but not these.
const STUDIO_FILES = join(packageFolder('@supabase/lite/static/favicon.ico'), '..');

// For pages without a build: examples/web.
const SUPABASE_JS = join(packageFolder('@supabase/supabase-js'), 'umd');

// Pages that a static host serves where functions are hosted.
const PAGES = join(PROJECT_ROOT, 'pages');

const SERVICES = /^\/(auth|rest|storage)\/v1\//;

export interface GatewayParts {
  services: Services;
  functions: FunctionsRuntime;
  tokens: TokenAuthority;
  log: StackLog;
  instance: string;
  apiUrl: string;
  /** The same place, as this machine reaches it. */
  localUrl: string;
  publishableKey: string;
  secretKey: string;
  mailbox: Mailbox;
  /** The services that functions send by, as far as a request is for them. */
  sending(request: Request): Promise<Response | undefined>;
  functionNames(): string[];
}

/** One port for everything a client of a hosted project talks to. */
export function createGateway(parts: GatewayParts): RequestListener {
  const web = listener((request) => route(parts, request));
  return observeExchanges((incoming, outgoing) => {
    if (incoming.url?.startsWith('/functions/v1/')) {
      void proxyToFunction(parts.functions, incoming, outgoing);
    } else if (!SERVICES.test(incoming.url ?? '') || !answerPreflight(incoming, outgoing)) {
      void web(incoming, outgoing);
    }
  }, parts.log);
}

/** The table editor: everything is allowed to a browser on this machine, so it has its own port. */
export function createStudio(services: Services): RequestListener {
  return observeExchanges((incoming, outgoing) => {
    const peer = incoming.socket.remoteAddress ?? null;
    const answer = async (request: Request) => {
      const { pathname } = new URL(request.url);
      const file = pathname.startsWith('/static/') && await serveFile(STUDIO_FILES, pathname);
      return file || await services.studio(request, peer);
    };
    void listener(answer)(incoming, outgoing);
  }, silentLog);
}

const listener = (handle: (request: Request) => Promise<Response>) =>
  getRequestListener(async (request) => {
    const asked = await plain(request).catch(() => undefined);
    // Half a body: who sent it has hung up, and hears no answer.
    if (!asked) return new Response(null, { status: 400 });
    try {
      return await handle(asked);
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
    headers: withoutSessions(request.headers),
    body: hasBody ? await request.arrayBuffer() : undefined,
  });
}

async function route(parts: GatewayParts, request: Request): Promise<Response> {
  const { tokens } = parts;
  const path = new URL(request.url).pathname;
  if (path === '/auth/v1/.well-known/jwks.json') {
    return allowAnyOrigin(Response.json(tokens.jwks));
  }
  if (SERVICES.test(path)) {
    return allowAnyOrigin(await callService(path, await inbound(request, tokens), parts));
  }
  if (path === '/') return allowAnyOrigin(Response.json(describe(parts)));
  if (path === '/supabase.js') {
    return allowAnyOrigin(await serveFile(SUPABASE_JS, path) ?? notFound(path));
  }
  if (path === '/openapi.json') {
    return Response.json(await fetchOpenApi(parts.localUrl, parts.functionNames(), parts.apiUrl));
  }
  const sent = await parts.sending(request);
  if (sent) return sent;
  const mail = serveMail(new URL(request.url), parts.mailbox);
  if (mail) return mail;
  if (path.startsWith('/preferences/')) {
    const file = path.endsWith('/') ? `${path}index.html` : path;
    return await serveFile(PAGES, file) ?? notFound(path);
  }
  const page = path.startsWith('/docs') ? await serveDocs(path, parts.publishableKey) : undefined;
  return page ?? notFound(path);
}

const notFound = (path: string) =>
  Response.json({ message: `Nothing is served at ${path}` }, { status: 404 });

async function callService(
  path: string,
  request: Request,
  { services, tokens, publishableKey, secretKey }: GatewayParts,
): Promise<Response> {
  if (request.headers.get('apikey') === secretKey) {
    const admin = { sql: services.sql(), publishableKey, send: services.api };
    const answer = await serveAuthAdmin(request, admin);
    if (answer) return answer;
  }
  if (path === '/auth/v1/verify' && request.method === 'POST') {
    return await outbound(await verifyCode(request, services.api), tokens);
  }
  if (path.startsWith('/auth/v1/')) {
    return await outbound(await withRedirect(request, () => services.api(request)), tokens);
  }
  if (path.startsWith('/storage/v1/')) return await bridgeStorage(request, services.api);
  return await services.api(request);
}

function describe({ instance, apiUrl, publishableKey, functionNames }: GatewayParts) {
  return {
    name: 'tatame',
    instance,
    publishable_key: publishableKey,
    docs: `${apiUrl}/docs`,
    mail: `${apiUrl}/mail`,
    openapi: `${apiUrl}/openapi.json`,
    functions: functionNames().map((name) => `${apiUrl}/functions/v1/${name}`),
  };
}
