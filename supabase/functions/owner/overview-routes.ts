import { z } from 'zod';
import { GymParams } from '../../../src/contract/params.ts';
import { Overview, OverviewQuery } from '../../../src/owner/overview/contract.ts';
import { exportOverview } from '../../../src/owner/overview/export-overview.ts';
import { readOverview } from '../../../src/owner/overview/read-overview.ts';
import { readSeries } from '../../../src/owner/overview/read-series.ts';
import { Series, SeriesQuery } from '../../../src/owner/overview/series-contract.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function overviewRoutes(app: App): void {
  route(app, userStack, {
    id: 'readOverview',
    method: 'get',
    path: '/gyms/{gym_id}/overview',
    summary: 'A gym at one look: who comes, who leaves, and whom to look after; for its managers',
    params: GymParams,
    query: OverviewQuery,
    response: Overview,
    problems: ['not_a_manager'],
  }, readOverview);

  route(app, userStack, {
    id: 'exportOverview',
    method: 'get',
    path: '/gyms/{gym_id}/overview.csv',
    summary: 'The same as CSV, a line a figure, for spreadsheets; for its managers',
    description: 'RFC 4180 in UTF-8 with a byte order mark. A cell that a spreadsheet would take ' +
      'for a formula begins with an apostrophe.',
    params: GymParams,
    query: OverviewQuery,
    response: z.string(),
    media: 'text/csv',
    problems: ['not_a_manager'],
  }, exportOverview);

  route(app, userStack, {
    id: 'readSeries',
    method: 'get',
    path: '/gyms/{gym_id}/series',
    summary: 'One figure of a gym over time, for a chart; for its managers',
    params: GymParams,
    query: SeriesQuery,
    response: Series,
    problems: ['not_a_manager'],
  }, readSeries);
}
