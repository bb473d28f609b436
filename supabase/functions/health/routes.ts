import { z } from 'zod';
import { reply } from '../_shared/http/answer.ts';
import type { App } from '../_shared/http/app.ts';
import { asCaller } from '../_shared/db.ts';
import { openRoute } from '../_shared/stacks/open-route.ts';
import { Readiness, readiness } from './readiness.ts';

const Liveness = z.object({ status: z.literal('live') }).meta({ id: 'Liveness' });

export function healthRoutes(app: App): void {
  openRoute(app, {
    id: 'isLive',
    method: 'get',
    path: '/live',
    summary: 'The function runs; asks nothing of the database',
    response: Liveness,
    noStore: true,
  }, () => Promise.resolve({ status: 'live' as const }));

  openRoute(app, {
    id: 'isReady',
    method: 'get',
    path: '/ready',
    summary: 'Whether requests can be served: 200, or 503 with the same body and what is missing',
    response: Readiness,
    noStore: true,
  }, async () => {
    const report = await readiness(asCaller(null));
    return reply(report, { status: report.status === 'ready' ? 200 : 503 });
  });
}
