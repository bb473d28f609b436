import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { HonoEnv } from './context.ts';
import { currentMeter, runMetered } from '../db/meter.ts';
import { toProblem } from '../problems/errors.ts';
import { describeFault } from '../problems/fault.ts';
import { log, withLogFields } from '../runtime/log.ts';
import { PROBLEM_TYPE } from '../problems/problem.ts';

/**
 * Times a request and counts its statements: `Server-Timing` for the client and one log line for
 * us, with the route's pattern rather than its path, so that no id or query gets into the logs.
 */
export const observe = (functionName: string): MiddlewareHandler<HonoEnv> => (c, next) => {
  const started = performance.now();
  const request = { request_id: c.get('requestId'), function: functionName };
  return withLogFields(request, () =>
    runMetered(async () => {
      await next();
      const { statements, dbMs } = currentMeter();
      const durationMs = performance.now() - started;
      c.res.headers.set('x-content-type-options', 'nosniff');
      c.res.headers.set(
        'server-timing',
        `total;dur=${durationMs.toFixed(1)}, db;dur=${
          dbMs.toFixed(1)
        };desc="statements: ${statements}"`,
      );
      log('info', 'request', {
        method: c.req.method,
        route: matchedRoutes(c).findLast(({ path }) => !path.endsWith('/*'))?.path ?? null,
        status: c.res.status,
        code: c.get('problemCode'),
        duration_ms: round(durationMs),
        statements,
        db_ms: round(dbMs),
        caller: c.get('callerKind') ?? 'unknown',
      });
    }));
};

/** Answers whatever was thrown as problem+json; a fault of ours is logged with its cause. */
export function answerProblem(c: Context<HonoEnv>, err: unknown): Response {
  const problem = toProblem(err);
  const requestId = c.get('requestId');
  c.set('problemCode', problem.code);
  if (problem.status >= 500) {
    log('error', 'fault', { code: problem.code, ...describeFault(err) });
  }
  return c.body(JSON.stringify(problem.toBody(requestId)), problem.status as ContentfulStatusCode, {
    ...problem.headers,
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
  });
}

const round = (ms: number) => Math.round(ms * 10) / 10;
