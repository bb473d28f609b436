import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { HonoEnv } from './context.ts';
import { currentMeter, runMetered } from '../db/meter.ts';
import { toProblem } from '../problems/errors.ts';
import { describeFault } from '../problems/fault.ts';
import { log, withLogFields } from '../runtime/log.ts';
import { PROBLEM_TYPE } from '../problems/problem.ts';
import { currentTrace, enterTrace, type Span, type SpanStart } from '../traces/span.ts';
import { readTraceContext } from '../traces/trace-context.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Times a request and counts its statements: `Server-Timing` for the client, one log line and one
 * span for us, with the route's pattern rather than its path, so that no id or query gets into them.
 *
 * @param tracing what a span needs first, where spans are recorded
 */
export const observe = (
  functionName: string,
  tracing: Promise<void> | undefined,
): MiddlewareHandler<HonoEnv> =>
async (c, next) => {
  const started = performance.now();
  if (tracing) await tracing;
  const parent = readTraceContext(c.req.header('traceparent'), c.req.header('tracestate'));
  await enterTrace(parent, () => spanOf(c), async (span) => {
    const { traceId } = currentTrace()!;
    c.set('traceId', traceId);
    const ids = { request_id: c.get('requestId'), trace_id: traceId, function: functionName };
    await withLogFields(ids, () =>
      runMetered(async () => {
        await next();
        conclude(c, started, span);
      }));
  });
};

function conclude(c: Context<HonoEnv>, started: number, span: Span | undefined): void {
  const { statements, dbMs } = currentMeter();
  const durationMs = performance.now() - started;
  const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('/*'))?.path ?? null;
  c.res.headers.set('x-content-type-options', 'nosniff');
  c.res.headers.set(
    'server-timing',
    `total;dur=${durationMs.toFixed(1)}, db;dur=${
      dbMs.toFixed(1)
    };desc="statements: ${statements}"`,
  );
  log('info', 'request', {
    method: c.req.method,
    route,
    status: c.res.status,
    code: c.get('problemCode'),
    duration_ms: round(durationMs),
    statements,
    db_ms: round(dbMs),
    caller: c.get('callerKind') ?? 'unknown',
  });
  if (span) describe(span, c, route);
}

/** What is known of a request before it is routed. */
const spanOf = (c: Context<HonoEnv>): SpanStart => ({
  name: methodOf(c),
  kind: 'server',
  attributes: { 'http.request.method': methodOf(c), 'request.id': c.get('requestId') },
});

function describe(span: Span, c: Context<HonoEnv>, route: string | null): void {
  const { status } = c.res;
  const code = c.get('problemCode');
  if (route) span.rename(`${methodOf(c)} ${route}`);
  span.set({
    'http.response.status_code': status,
    'caller.kind': c.get('callerKind') ?? 'unknown',
    ...route && { 'http.route': route },
    ...code && { 'problem.code': code },
  });
  if (status >= 500) span.fail(code ?? String(status));
}

/** Anybody can make up methods; spans have few names. */
const methodOf = ({ req: { method } }: Context<HonoEnv>): string =>
  METHODS.includes(method) ? method : '_OTHER';

/** Answers whatever was thrown as problem+json; a fault of ours is logged with its cause. */
export function answerProblem(c: Context<HonoEnv>, err: unknown): Response {
  const problem = toProblem(err);
  const body = problem.toBody(c.get('requestId'), c.get('traceId'));
  c.set('problemCode', problem.code);
  if (problem.status >= 500) {
    log('error', 'fault', { code: problem.code, ...describeFault(err) });
  }
  return c.body(JSON.stringify(body), problem.status as ContentfulStatusCode, {
    ...problem.headers,
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
  });
}

const round = (ms: number) => Math.round(ms * 10) / 10;
