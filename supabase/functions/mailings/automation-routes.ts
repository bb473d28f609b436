import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { ShopParams } from '../../../src/contract/params.ts';
import { archiveAutomation } from '../../../src/mailings/automations/archive-automation.ts';
import { changeAutomation } from '../../../src/mailings/automations/change-automation.ts';
import {
  Automation,
  AutomationParams,
  AutomationsQuery,
  AutomationVersion,
  ChangeAutomationInput,
  CreateAutomationInput,
  EnableAutomationInput,
} from '../../../src/mailings/automations/contract.ts';
import { createAutomation } from '../../../src/mailings/automations/create-automation.ts';
import { enableAutomation } from '../../../src/mailings/automations/enable-automation.ts';
import { listAutomations } from '../../../src/mailings/automations/list-automations.ts';
import { listAutomationVersions } from '../../../src/mailings/automations/versions/list-versions.ts';
import {
  publishAutomation,
  type PublishContext,
} from '../../../src/mailings/automations/versions/publish-automation.ts';
import { readAutomation } from '../../../src/mailings/automations/read-automation.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** What publishing asks of this installation. */
export type AutomationPorts = Pick<PublishContext, 'mailings'>;

export function automationRoutes(app: App, ports: AutomationPorts): void {
  route(app, userStack, {
    id: 'listAutomations',
    method: 'get',
    path: '/shops/{shop_id}/automations',
    summary: 'The automations of a shop, newest first; for its managers',
    params: ShopParams,
    query: AutomationsQuery,
    response: pageOf(Automation),
  }, listAutomations);

  route(app, userStack, {
    id: 'createAutomation',
    method: 'post',
    path: '/shops/{shop_id}/automations',
    summary: 'Write the draft of an automation; for managers of the shop',
    description:
      'It does nothing until it is published and enabled. The action, so long after the ' +
      'trigger, is the first step; `steps` follow.',
    params: ShopParams,
    body: CreateAutomationInput,
    response: Automation,
    status: 201,
    versioned: true,
    problems: ['template_not_found'],
  }, createAutomation);

  route(app, userStack, {
    id: 'readAutomation',
    method: 'get',
    path: '/automations/{automation_id}',
    summary: 'An automation as its draft is now',
    params: AutomationParams,
    response: Automation,
    versioned: true,
    problems: ['automation_not_found'],
  }, readAutomation);

  route(app, userStack, {
    id: 'changeAutomation',
    method: 'patch',
    path: '/automations/{automation_id}',
    summary: 'Change the draft of an automation',
    description:
      'What runs is what was published last; whoever entered an earlier version goes on by it.',
    params: AutomationParams,
    body: ChangeAutomationInput,
    response: Automation,
    versioned: true,
    problems: ['automation_not_found', 'automation_archived', 'template_not_found'],
  }, changeAutomation);

  route(app, userStack, {
    id: 'enableAutomation',
    method: 'put',
    path: '/automations/{automation_id}/enabled',
    summary: 'Let an automation run from now on, or stop it',
    description:
      'While it is stopped nobody enters, and what comes due is refused as `automation_stopped`.',
    params: AutomationParams,
    body: EnableAutomationInput,
    response: Automation,
    versioned: true,
    problems: [
      'automation_not_found',
      'automation_archived',
      'automation_not_published',
      'too_many_automations',
    ],
  }, enableAutomation);

  route(app, userStack, {
    id: 'archiveAutomation',
    method: 'delete',
    path: '/automations/{automation_id}',
    summary: 'Take an automation out of use for ever; what it did stays',
    params: AutomationParams,
    problems: ['automation_not_found', 'automation_archived'],
  }, archiveAutomation);

  route(app, withContext(userStack, ports), {
    id: 'publishAutomation',
    method: 'put',
    path: '/automations/{automation_id}/publication',
    summary: 'Publish the draft of an automation: who enters from now on goes by it',
    description:
      'Each template is pinned as it is published now. Whoever entered an earlier version goes on by ' +
      'that. What is wrong with the draft is told field by field.',
    params: AutomationParams,
    response: Automation,
    versioned: true,
    problems: [
      'automation_not_found',
      'automation_archived',
      'automation_unusable',
      'template_unusable',
      'mailings_not_set_up',
    ],
  }, publishAutomation);

  route(app, userStack, {
    id: 'listAutomationVersions',
    method: 'get',
    path: '/automations/{automation_id}/versions',
    summary: 'What an automation was each time it was published, the latest first',
    params: AutomationParams,
    query: PageQuery,
    response: pageOf(AutomationVersion),
  }, listAutomationVersions);
}
