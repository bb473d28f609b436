import { Attribution, AttributionQuery } from '../../../src/mailings/attribution/contract.ts';
import { readAttribution } from '../../../src/mailings/attribution/read-attribution.ts';
import { AutomationParams } from '../../../src/mailings/automations/contract.ts';
import { Summary, SummaryQuery } from '../../../src/mailings/summaries/contract.ts';
import { readSummary } from '../../../src/mailings/summaries/read-summary.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function outcomeRoutes(app: App): void {
  route(app, userStack, {
    id: 'readAutomationSummary',
    method: 'get',
    path: '/automations/{automation_id}/summary',
    summary: 'What became of an automation’s messages, by status and reason; for managers',
    params: AutomationParams,
    query: SummaryQuery,
    response: Summary,
    problems: ['automation_not_found'],
  }, readSummary);

  route(app, userStack, {
    id: 'readAttribution',
    method: 'get',
    path: '/automations/{automation_id}/attribution',
    summary: 'What was bought upon an automation’s messages, and what came of them; for managers',
    params: AutomationParams,
    query: AttributionQuery,
    response: Attribution,
    problems: ['automation_not_found'],
  }, readAttribution);
}
