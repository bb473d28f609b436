import type { Context } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import type { PageQuery } from '../../../../../src/contract/page.ts';
import type { Slice } from '../../../../../src/db/keyset.ts';
import { retryTransient } from '../../runtime/retry.ts';
import type { App } from '../app.ts';
import { type HonoEnv, isRead } from '../context.ts';
import { expectedVersion, isNotModified } from '../etag.ts';
import { paginator } from '../pagination.ts';
import { isBytes, toHttpAnswer } from './answer.ts';
import { operation } from './operation.ts';
import type { HttpAnswer } from './reply.ts';
import type { Handler, InputOf, RequestFacts, RouteSpec } from './spec.ts';
import { type Stack, takesVersion } from './stack.ts';

/**
 * Registers a route: enter the stack, parse the request, run the handler, parse its answer. A
 * handler is a verb, `(ctx, input)`: it sees plain data only, so there is no way around the
 * contracts. A list's handler answers a slice, which becomes a page with its cursor. A read is tried
 * again after a transient error.
 */
export function route<Ctx, const S extends RouteSpec>(
  app: App,
  stack: Stack<Ctx>,
  spec: S,
  handler: Handler<Ctx, S>,
): void {
  stack.assertUsable?.(app);
  if (spec.file) app.uploads.add(`/${app.name}${spec.path}`);

  app.hono.openapi(
    {
      ...operation(stack, spec),
      middleware: async (c: Context<HonoEnv>, next) => {
        c.set('context', await stack.enter({ c, app, spec }));
        await next();
      },
    },
    async (c: Context<HonoEnv>) => {
      const run = parseRequest(app, spec, c, handler);
      const work = async (ctx: Ctx) =>
        toHttpAnswer(spec, await (isRead(spec.method) ? retryTransient(() => run(ctx)) : run(ctx)));
      const ctx = c.get('context') as Ctx;
      const entry = { c, app, spec };
      return send(c, spec, stack.around ? await stack.around(entry, ctx, work) : await work(ctx));
    },
  );
}

/** The handler with everything of this request that its contract declares, as a verb's input. */
function parseRequest<Ctx, S extends RouteSpec>(
  app: App,
  spec: S,
  c: Context<HonoEnv>,
  handler: Handler<Ctx, S>,
): (ctx: Ctx) => Promise<unknown> {
  const valid = (target: 'param' | 'query' | 'header' | 'json') =>
    c.req.valid(target as never) as Record<string, unknown> | undefined;
  const params = valid('param');
  const query = valid('query');
  const rest = {
    ...params,
    ...(spec.body && { body: valid('json') }),
    version: takesVersion(spec) ? expectedVersion(c.req.header('if-match')) : undefined,
  };
  const facts = { requestId: c.get('requestId'), headers: valid('header') ?? {} };
  const call = (ctx: Ctx, input: object) =>
    handler({ ...ctx, ...facts } as Ctx & RequestFacts<S>, input as InputOf<S>);

  if (!spec.query || !('cursor' in spec.query.shape)) {
    return (ctx) => call(ctx, { ...query, ...rest });
  }
  const { limit: _limit, cursor: _cursor, ...filters } = query as PageQuery;
  const paginate = paginator(app.cursors, spec.id, params);
  return (ctx) =>
    paginate(
      query as PageQuery,
      (page) => call(ctx, { ...filters, ...rest, page }) as Promise<Slice<unknown>>,
    );
}

function send(
  c: Context<HonoEnv>,
  { media }: RouteSpec,
  { status, headers, body }: HttpAnswer,
): Response {
  const { etag } = headers;
  if (etag && isRead(c.req.method) && isNotModified(c.req.header('if-none-match'), etag)) {
    return c.body(null, 304, headers);
  }
  if (body === undefined) return c.body(null, status as StatusCode, headers);
  if (body instanceof ReadableStream) return c.body(body, status as ContentfulStatusCode, headers);
  if (isBytes(body)) {
    return c.body(body, status as ContentfulStatusCode, { ...headers, 'content-type': media! });
  }
  const text = media ? body as string : JSON.stringify(body);
  return c.body(text, status as ContentfulStatusCode, {
    ...headers,
    'content-type': media ? `${media}; charset=utf-8` : 'application/json',
  });
}
