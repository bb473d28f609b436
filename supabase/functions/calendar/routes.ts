import { z } from 'zod';
import { FeedParams } from '../../../src/academy/calendar/contract.ts';
import { readFeed } from '../../../src/academy/calendar/read-feed.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { publicStack } from '../_shared/stacks/public.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

export function calendarRoutes(app: App): void {
  route(app, withContext(publicStack, { now: () => new Date() }), {
    id: 'readFeed',
    method: 'get',
    path: '/{secret}',
    summary: 'A schedule as iCalendar, for whoever has the link',
    params: FeedParams,
    response: z.string(),
    media: 'text/calendar',
    problems: ['calendar_not_found'],
  }, readFeed);
}
