import { ShopParams } from '../../../src/contract/params.ts';
import { MailingSettings, MailingSettingsInput } from '../../../src/mailings/settings/contract.ts';
import { putSettings } from '../../../src/mailings/settings/put-settings.ts';
import { readSettings } from '../../../src/mailings/settings/read-settings.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function settingsRoutes(app: App): void {
  route(app, userStack, {
    id: 'readMailingSettings',
    method: 'get',
    path: '/shops/{shop_id}/settings',
    summary: 'What holds for all mailings of a shop; for managers of its gym',
    params: ShopParams,
    response: MailingSettings,
    problems: ['shop_not_found'],
  }, readSettings);

  route(app, userStack, {
    id: 'putMailingSettings',
    method: 'put',
    path: '/shops/{shop_id}/settings',
    summary: 'Set how often customers of a shop are written to, and who writes; for managers',
    params: ShopParams,
    body: MailingSettingsInput,
    response: MailingSettings,
    problems: ['shop_not_found'],
  }, putSettings);
}
