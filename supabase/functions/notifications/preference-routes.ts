import { z } from 'zod';
import { ForPerson } from '../../../src/contract/for-person.ts';
import {
  NotificationPreference,
  PreferenceParams,
  PutPreferenceInput,
} from '../../../src/notifications/preferences/contract.ts';
import { listPreferences } from '../../../src/notifications/preferences/list-preferences.ts';
import { putPreference } from '../../../src/notifications/preferences/put-preference.ts';
import { removePreference } from '../../../src/notifications/preferences/remove-preference.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function preferenceRoutes(app: App): void {
  route(app, userStack, {
    id: 'listPreferences',
    method: 'get',
    path: '/preferences',
    summary: 'What I, or a child of mine, chose to be told',
    description: 'What is not in the list is told, at any time.',
    query: ForPerson,
    response: z.object({ items: z.array(NotificationPreference) }),
  }, listPreferences);

  route(app, userStack, {
    id: 'putPreference',
    method: 'put',
    path: '/preferences/{kind}/{channel}',
    summary: 'Choose whether and when one is told a kind of thing by a channel',
    description:
      'It holds for what one is told oneself, also in the place of a small child. The inbox has ' +
      'everything.',
    params: PreferenceParams,
    query: ForPerson,
    body: PutPreferenceInput,
    response: NotificationPreference,
    problems: ['child_not_found'],
  }, putPreference);

  route(app, userStack, {
    id: 'removePreference',
    method: 'delete',
    path: '/preferences/{kind}/{channel}',
    summary: 'Take a choice back',
    params: PreferenceParams,
    query: ForPerson,
    problems: ['notification_preference_not_found'],
  }, removePreference);
}
