import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { ShopParams } from '../../../src/contract/params.ts';
import {
  ChangeTemplateInput,
  CreateTemplateInput,
  Preview,
  PreviewInput,
  Template,
  TemplateParams,
  TemplatesQuery,
  TemplateValues,
  TemplateVersion,
} from '../../../src/mailings/templates/contract.ts';
import { createTemplate } from '../../../src/mailings/templates/create-template.ts';
import {
  listTemplates,
  listTemplateVersions,
} from '../../../src/mailings/templates/list-templates.ts';
import { listValues } from '../../../src/mailings/templates/list-values.ts';
import type { MailingPlaces } from '../../../src/mailings/templates/mailing-links.ts';
import { previewTemplate } from '../../../src/mailings/templates/preview-template.ts';
import { publishTemplate } from '../../../src/mailings/templates/publish-template.ts';
import { readTemplate } from '../../../src/mailings/templates/read-template.ts';
import { archiveTemplate, changeTemplate } from '../../../src/mailings/templates/write-template.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

export function templateRoutes(app: App, places: MailingPlaces): void {
  route(app, userStack, {
    id: 'listTemplateValues',
    method: 'get',
    path: '/template-values',
    summary: 'What templates may name, and what of it a customer may have none of',
    response: TemplateValues,
  }, listValues);

  route(app, userStack, {
    id: 'listTemplates',
    method: 'get',
    path: '/shops/{shop_id}/templates',
    summary: 'The templates of a shop, newest first; for its managers',
    params: ShopParams,
    query: TemplatesQuery,
    response: pageOf(Template),
  }, listTemplates);

  route(app, userStack, {
    id: 'createTemplate',
    method: 'post',
    path: '/shops/{shop_id}/templates',
    summary: 'Write the draft of a template; for managers of the shop',
    description:
      'In Liquid: `{{ value }}` with the filters `default`, `upcase`, `downcase`, `capitalize`, ' +
      '`truncate`, `strip` and `url_encode`, and the tags `if`, `unless` and `case`. It may have ' +
      'faults until it is published.',
    params: ShopParams,
    body: CreateTemplateInput,
    response: Template,
    status: 201,
    versioned: true,
  }, createTemplate);

  route(app, userStack, {
    id: 'readTemplate',
    method: 'get',
    path: '/templates/{template_id}',
    summary: 'The draft of a template',
    params: TemplateParams,
    response: Template,
    versioned: true,
    problems: ['template_not_found'],
  }, readTemplate);

  route(app, userStack, {
    id: 'changeTemplate',
    method: 'patch',
    path: '/templates/{template_id}',
    summary: 'Change the draft of a template',
    description: 'What was published stays as it was.',
    params: TemplateParams,
    body: ChangeTemplateInput,
    response: Template,
    versioned: true,
    problems: ['template_not_found', 'template_archived', 'template_invalid'],
  }, changeTemplate);

  route(app, userStack, {
    id: 'archiveTemplate',
    method: 'delete',
    path: '/templates/{template_id}',
    summary: 'Take a template out of use; what was published with it goes on',
    params: TemplateParams,
    problems: ['template_not_found', 'template_archived'],
  }, archiveTemplate);

  route(app, userStack, {
    id: 'publishTemplate',
    method: 'post',
    path: '/templates/{template_id}/versions',
    summary: 'Publish the draft as the next version, which nothing changes',
    description:
      'Refused with each fault, by its language, part, line and value: what cannot be read ' +
      '(`syntax`), a value that there is not (`variable_unknown`), one that a customer may have none ' +
      'of and that nothing stands for (`fallback_missing`), markup that is not of mails ' +
      '(`markup_refused`), a value where no escaping holds it (`output_refused`), an address that is ' +
      'not https (`link_refused`), what cannot be rendered (`cannot_render`).',
    params: TemplateParams,
    response: TemplateVersion,
    status: 201,
    problems: [
      'template_not_found',
      'template_archived',
      'template_invalid',
      'precondition_failed',
    ],
  }, publishTemplate);

  route(app, userStack, {
    id: 'listTemplateVersions',
    method: 'get',
    path: '/templates/{template_id}/versions',
    summary: 'What a template was each time it was published, the latest first',
    params: TemplateParams,
    query: PageQuery,
    response: pageOf(TemplateVersion),
  }, listTemplateVersions);

  route(app, withContext(userStack, { places }), {
    id: 'previewTemplate',
    method: 'post',
    path: '/templates/{template_id}/preview',
    summary: 'What a customer would be sent, with its foot; for managers of the shop',
    description:
      'Rendered by what renders what is sent. Its links lead nowhere, for theirs are secret, and ' +
      'what comes with a trigger is an example.',
    params: TemplateParams,
    body: PreviewInput,
    response: Preview,
    problems: [
      'template_not_found',
      'template_version_not_found',
      'customer_not_found',
      'template_invalid',
    ],
  }, previewTemplate);
}
