import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { AutomationParams } from '../../../src/mailings/automations/contract.ts';
import {
  DryRun,
  DryRunCustomer,
  DryRunCustomersQuery,
  DryRunParams,
  StartDryRunInput,
} from '../../../src/mailings/dry-runs/contract.ts';
import { listDryRunCustomers } from '../../../src/mailings/dry-runs/list-dry-run-customers.ts';
import { listDryRuns } from '../../../src/mailings/dry-runs/list-dry-runs.ts';
import { readDryRun } from '../../../src/mailings/dry-runs/read-dry-run.ts';
import { startDryRun } from '../../../src/mailings/dry-runs/start-dry-run.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function dryRunRoutes(app: App): void {
  route(app, userStack, {
    id: 'startDryRun',
    method: 'post',
    path: '/automations/{automation_id}/dry-runs',
    summary: 'Find out who would get an automation’s first message now, and why others would not',
    description:
      'Nothing is sent. Whatever begins the automation is taken to come now for whom it came ' +
      'within the last 30 days; waits before the message are added to the time, and what is ' +
      'known of customers is as of now. One at a time: one that is queued is answered as it is.',
    params: AutomationParams,
    body: StartDryRunInput,
    response: DryRun,
    status: 202,
    problems: [
      'automation_not_found',
      'automation_archived',
      'automation_not_published',
      'dry_run_queued',
    ],
  }, startDryRun);

  route(app, userStack, {
    id: 'listDryRuns',
    method: 'get',
    path: '/automations/{automation_id}/dry-runs',
    summary: 'The dry runs of an automation of the last day, newest first; for managers of its gym',
    params: AutomationParams,
    query: PageQuery,
    response: pageOf(DryRun),
  }, listDryRuns);

  route(app, userStack, {
    id: 'readDryRun',
    method: 'get',
    path: '/dry-runs/{dry_run_id}',
    summary: 'What a dry run came to, in numbers; for managers of the gym',
    params: DryRunParams,
    response: DryRun,
    versioned: true,
    problems: ['dry_run_not_found'],
  }, readDryRun);

  route(app, userStack, {
    id: 'listDryRunCustomers',
    method: 'get',
    path: '/dry-runs/{dry_run_id}/customers',
    summary: 'What a dry run says of each customer, by outcome and reason; for managers of the gym',
    params: DryRunParams,
    query: DryRunCustomersQuery,
    response: pageOf(DryRunCustomer),
  }, listDryRunCustomers);
}
