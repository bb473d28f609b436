import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import type { Authenticate } from '../auth/principal.ts';
import type { Tables } from '../../../../src/db/client.ts';
import { createAuthenticator } from '../auth/authenticate.ts';
import type { AuthEnv, CursorEnv, HttpEnv } from '../runtime/env.ts';
import { invalidInput } from '../problems/errors.ts';
import type { HonoEnv } from './context.ts';
import { answerProblem, observe } from './observe.ts';
import { limitBody } from './limit-body.ts';
import { openApiDocument } from './openapi.ts';
import { createCursors, type Cursors } from './pagination.ts';
import { Problem, ProblemError } from '../problems/problem.ts';
import { readRest } from './read-rest.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { startTracing } from '../traces/start-tracing.ts';

/** A function's app: `route(app, stack, spec, verb)` adds to it. */
export interface App {
  readonly name: string;
  readonly hono: OpenAPIHono<HonoEnv>;
  /** Undefined when the function asked for no auth environment. */
  readonly authenticate: Authenticate | undefined;
  /** Undefined when the function asked for no cursor environment. */
  readonly cursors: Cursors | undefined;
  /** The tables that `db.query` knows in its handlers. */
  readonly tables: Tables | undefined;
  /** Paths whose body has a limit of its own: see `uploadStack`. */
  readonly uploads: Set<string>;
  readonly limits: { read: RateLimit; write: RateLimit };
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

interface AppOptions {
  /** The function's name, which the path of every request begins with. */
  name: string;
  description: string;
  env: HttpEnv & (AuthEnv | Record<never, never>) & Partial<CursorEnv>;
  /** What its verbs ask `db.query` for: the index of a feature's schema room. */
  tables?: Tables;
  /** Bytes a request's body may have; 1 MiB by default. */
  maxBodyBytes?: number;
}

/**
 * The shell around a function's routes: request id, trace, log line and `Server-Timing`, CORS, body
 * limit, problem+json for whatever goes wrong, and the OpenAPI document at `/<name>/openapi.json`.
 */
export function createApp(
  { name, description, env, tables, maxBodyBytes = 1024 * 1024 }: AppOptions,
): App {
  const root = new OpenAPIHono<HonoEnv>({
    strict: false,
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.target, result.error);
    },
  });
  root.use(
    requestId({ limitLength: 128 }),
    observe(name, startTracing(name, env)),
    crossOrigin(env.CORS_ORIGINS),
  );
  const uploads = new Set<string>();
  root.use(async (c, next) => {
    if (!uploads.has(c.req.path)) c.req.raw = await limitBody(c.req.raw, maxBodyBytes);
    await next();
  });
  root.use(methodNotAllowed({
    app: root,
    onMethodNotAllowed: (c, methods) =>
      answerProblem(
        c,
        new ProblemError('method_not_allowed', {
          detail: `Use ${methods.join(', ')}.`,
          headers: { allow: methods.join(', ') },
        }),
      ),
  }));

  const hono = root.basePath(`/${name}`);
  // No route refers to it by its schema: each narrows its codes.
  hono.openAPIRegistry.register('Problem', Problem);
  hono.onError((err, c) => answerProblem(c, err));
  hono.notFound((c) => answerProblem(c, new ProblemError('route_not_found')));
  hono.get('/openapi.json', (c) => c.json(openApiDocument(hono, name, description)));

  return {
    name,
    hono,
    authenticate: 'SUPABASE_URL' in env ? createAuthenticator(env) : undefined,
    cursors: env.CURSOR_SECRET === undefined ? undefined : createCursors(env.CURSOR_SECRET),
    tables,
    uploads,
    limits: {
      read: { name: 'read', burst: env.RATE_LIMIT_READS_PER_MINUTE, periodMs: 60_000 },
      write: { name: 'write', burst: env.RATE_LIMIT_WRITES_PER_MINUTE, periodMs: 60_000 },
    },
    async fetch(request) {
      const answer = await hono.fetch(request);
      await readRest(request);
      return answer;
    },
  };
}

const crossOrigin = (origins: string[]) =>
  cors({
    origin: origins.includes('*') ? '*' : origins,
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'authorization',
      'apikey',
      'baggage',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'last-event-id',
      'traceparent',
      'tracestate',
      'x-client-info',
      'x-request-id',
    ],
    exposeHeaders: [
      'ETag',
      'Idempotency-Replayed',
      'Location',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'Server-Timing',
      'X-Request-Id',
    ],
    maxAge: 86_400,
  });
