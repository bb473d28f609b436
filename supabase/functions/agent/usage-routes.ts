import { z } from 'zod';
import { DailyUsage, DailyUsageQuery, Usage } from '../../../src/agent/usage/contract.ts';
import { readDailyUsage } from '../../../src/agent/usage/read-daily-usage.ts';
import { readUsage } from '../../../src/agent/usage/read-usage.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function usageRoutes(app: App): void {
  route(app, userStack, {
    id: 'readAgentUsage',
    method: 'get',
    path: '/usage',
    summary: 'What my plan allows and what I have used of it',
    response: Usage,
  }, readUsage);

  route(app, userStack, {
    id: 'readDailyAgentUsage',
    method: 'get',
    path: '/usage/daily',
    summary: 'My questions by day, for a chart',
    query: DailyUsageQuery,
    response: z.object({ items: z.array(DailyUsage) }),
  }, readDailyUsage);
}
