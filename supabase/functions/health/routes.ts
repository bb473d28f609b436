import { z } from 'zod';
import { asCaller } from '../_shared/db.ts';
import type { App } from '../_shared/http/app.ts';
import { reply } from '../_shared/http/route/reply.ts';
import { route } from '../_shared/http/route/route.ts';
import { openStack } from '../_shared/stacks/open.ts';
import { Readiness, readiness } from './readiness.ts';

const Liveness = z.object({ status: z.literal('live') }).meta({
  id: 'Liveness',
  example: { status: 'live' },
});

export function healthRoutes(app: App): void {
  route(app, openStack, {
    id: 'isLive',
    method: 'get',
    path: '/live',
    summary: 'The function runs; asks nothing of the database',
    response: Liveness,
    noStore: true,
  }, () => Promise.resolve({ status: 'live' as const }));

  route(app, openStack, {
    id: 'isReady',
    method: 'get',
    path: '/ready',
    summary: 'Whether requests can be served, and what is missing',
    response: Readiness,
    also: { 503: 'Not ready; the same report says why.' },
    noStore: true,
  }, async () => {
    const report = await readiness({ db: asCaller(null) });
    return reply(report, { status: report.status === 'ready' ? 200 : 503 });
  });
}
