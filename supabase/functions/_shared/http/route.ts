import type { RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { type Answer, type Reply, toAnswer } from './answer.ts';
import type { App, HonoEnv } from './app.ts';
import { expectedVersion, isNotModified } from './etag.ts';
import type { EventStream } from './event-stream.ts';
import { idempotencyHeader } from './idempotency.ts';
import { Problem, PROBLEM_TYPE } from '../problems/problem.ts';
import { type Paginate, paginator } from './pagination.ts';
import { retryTransient } from '../runtime/retry.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Fields = z.ZodObject;

/** A route's contract. What is not declared here does not reach the handler, or the caller. */
export interface RouteSpec<
  P extends Fields,
  Q extends Fields,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  /** The operation's name, as in the OpenAPI document, the logs and its cursors. */
  id: string;
  method: Method;
  /** Below the function's name, parameters in braces: `/gyms/{gym_id}`. */
  path: string;
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  /** Header fields the handler reads, in lower case. */
  headers?: z.ZodObject;
  /** Every answer is parsed with it; undeclared keys are dropped. Absent: no body, 204. */
  response?: R;
  /** The status of success unless the handler replies with another; 200 by default. */
  status?: ContentfulStatusCode;
  /** The refusals a client should expect beyond those of the stack: status → when. */
  problems?: Record<number, string>;
  /** The row's `updated_at`: becomes the ETag, and `If-Match` becomes `expectedVersion`. */
  version?: (value: z.input<R>) => Date;
  /** Never stored or revalidated by a client, so it carries no ETag. */
  noStore?: boolean;
  /**
   * False for a write that calls the outside world or opens another door: a keyed write runs in a
   * transaction, and none may be held while waiting for something else.
   */
  idempotent?: boolean;
  /** What the stream tells, for a route that answers with one: see `streamRoute`. */
  events?: string;
  /** What the body is, for a route that takes a file: see `uploadRoute`. */
  file?: string;
}

export interface RouteInput<P extends Fields, Q extends Fields, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** The declared header fields that were sent. */
  headers: Record<string, string | undefined>;
  requestId: string;
  /** What `If-Match` asks the row's version to be, for the WHERE of a write. */
  expectedVersion: Date | undefined;
  /** Runs a list verb at the place the cursor names. */
  paginate: Paginate;
}

export type RouteHandler<
  P extends Fields,
  Q extends Fields,
  B extends z.ZodType,
  R extends z.ZodType,
  Scope,
> = (input: RouteInput<P, Q, B> & Scope) => Promise<z.input<R> | Reply<z.input<R>> | EventStream>;

/** A named middleware stack: who may enter, what the handler is given, and what goes around it. */
export interface Stack<Scope> {
  /** OpenAPI security requirements. */
  security: Record<string, string[]>[];
  /** Runs before anything of the request is parsed; throws to refuse. */
  enter(c: Context<HonoEnv>): Promise<Scope>;
  /** Replays a stored answer, or runs the work inside a transaction. */
  around?: (
    c: Context<HonoEnv>,
    scope: Scope,
    work: (scope: Scope) => Promise<Answer>,
  ) => Promise<Answer>;
}

export const isRead = (method: string): boolean => /^(get|head)$/i.test(method);

/**
 * Registers a route: enter the stack, parse the request, run the handler, parse its answer. Stacks
 * call it; routes are written with a stack (`publicRoute`, `userRoute`, …), and their handlers see
 * plain data only, so there is no way around the contracts. A read is tried again after a transient
 * error.
 */
export function mount<
  Scope,
  P extends Fields,
  Q extends Fields,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  app: App,
  stack: Stack<Scope>,
  spec: RouteSpec<P, Q, B, R>,
  handler: RouteHandler<P, Q, B, R, Scope>,
): void {
  const read = isRead(spec.method);
  const replayable = stack.around !== undefined && !read && spec.idempotent !== false;

  app.hono.openapi(
    {
      ...openApiOperation(spec, stack.security, replayable),
      middleware: async (c: Context<HonoEnv>, next) => {
        c.set('scope', await stack.enter(c));
        await next();
      },
    },
    async (c: Context<HonoEnv>) => {
      const valid = <T extends z.ZodType>(target: 'param' | 'query' | 'header' | 'json') =>
        c.req.valid(target as never) as z.output<T>;
      const params = valid<P>('param');
      const input: RouteInput<P, Q, B> = {
        params,
        query: valid<Q>('query'),
        body: valid<B>('json'),
        headers: valid<NonNullable<typeof spec.headers>>('header') as Record<string, string> ?? {},
        requestId: c.get('requestId'),
        expectedVersion: spec.version && expectedVersion(c.req.header('if-match')),
        paginate: paginator(app.cursors, spec.id, params),
      };
      const handle = (scope: Scope) => handler({ ...input, ...scope });
      const work = async (scope: Scope) =>
        toAnswer(spec, await (read ? retryTransient(() => handle(scope)) : handle(scope)));
      const scope = c.get('scope') as Scope;
      return send(c, replayable ? await stack.around!(c, scope, work) : await work(scope));
    },
  );
}

function send(c: Context<HonoEnv>, { status, headers, body }: Answer): Response {
  const { etag } = headers;
  if (etag && isRead(c.req.method) && isNotModified(c.req.header('if-none-match'), etag)) {
    return c.body(null, 304, headers);
  }
  if (body === undefined) return c.body(null, status as StatusCode, headers);
  if (body instanceof ReadableStream) return c.body(body, status as ContentfulStatusCode, headers);
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    ...headers,
    'content-type': 'application/json',
  });
}

const fileContent = {
  'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) },
};

function openApiOperation<
  P extends Fields,
  Q extends Fields,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: RouteSpec<P, Q, B, R>,
  security: Record<string, string[]>[],
  replayable: boolean,
): RouteConfig {
  const problem = { [PROBLEM_TYPE]: { schema: Problem } };
  const conditional = spec.version && !isRead(spec.method);
  const headers = z.object({
    ...spec.headers?.shape,
    ...(replayable && idempotencyHeader),
    ...(conditional && { 'if-match': z.string().max(256).optional() }),
  });
  return {
    operationId: spec.id,
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    security,
    ...(spec.description && { description: spec.description }),
    request: {
      ...(spec.params && { params: spec.params }),
      ...(spec.query && { query: spec.query }),
      ...(Object.keys(headers.shape).length > 0 && { headers }),
      ...(spec.body && {
        body: { required: true, content: { 'application/json': { schema: spec.body } } },
      }),
      ...(spec.file && { body: { required: true, description: spec.file, content: fileContent } }),
    },
    responses: {
      [spec.response ? spec.status ?? 200 : 204]: {
        description: 'Done',
        ...(spec.response && { content: { 'application/json': { schema: spec.response } } }),
      },
      ...(spec.events && {
        200: { description: spec.events, content: { 'text/event-stream': { schema: z.string() } } },
      }),
      ...Object.fromEntries(
        Object.entries(spec.problems ?? {}).map(([status, when]) => [
          status,
          { description: when, content: problem },
        ]),
      ),
      default: { description: 'A refusal or a fault', content: problem },
    },
  };
}
