import { z } from 'zod';
import { dailyUsage } from '../../../src/agent/usage/daily-usage.ts';
import { readUsage } from '../../../src/agent/usage/read-usage.ts';
import { DailyUsage, DailyUsageQuery, Usage } from '../../../src/agent/contract.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function usageRoutes(app: App): void {
  userRoute(app, {
    id: 'readAgentUsage',
    method: 'get',
    path: '/usage',
    summary: 'What my plan allows and what I have used of it',
    response: Usage,
  }, ({ db }) => readUsage(db));

  userRoute(app, {
    id: 'readDailyAgentUsage',
    method: 'get',
    path: '/usage/daily',
    summary: 'My questions by day, for a chart',
    query: DailyUsageQuery,
    response: z.object({ items: z.array(DailyUsage) }),
  }, async ({ db, caller, query }) => ({ items: await dailyUsage(db, caller, query) }));
}
