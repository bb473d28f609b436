import { pageOf } from '../../../src/contract/page.ts';
import {
  MailingPreferences,
  PutMailingPreferencesInput,
  TokenParams,
} from '../../../src/mailings/preferences/contract.ts';
import { putPreferences, unsubscribe } from '../../../src/mailings/preferences/put-preferences.ts';
import { readPreferences } from '../../../src/mailings/preferences/read-preferences.ts';
import {
  SuppressInput,
  Suppression,
  SuppressionsQuery,
} from '../../../src/mailings/suppressions/contract.ts';
import { listSuppressions } from '../../../src/mailings/suppressions/list-suppressions.ts';
import { suppressAddress } from '../../../src/mailings/suppressions/suppress-address.ts';
import type { App } from '../_shared/http/app.ts';
import { reply } from '../_shared/http/route/reply.ts';
import { route } from '../_shared/http/route/route.ts';
import { publicStack } from '../_shared/stacks/public.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** Many people's mail programs post from the few addresses of one provider. */
const BY_MAIL_PROGRAMS = { name: 'unsubscribe', burst: 1200, periodMs: 60_000 };
const BY_PEOPLE = { name: 'preferences', burst: 60, periodMs: 60_000 };

export function preferenceRoutes(app: App, page_url: string): void {
  const clock = { now: () => new Date() };
  const visitors = withContext(publicStack, clock);

  route(app, visitors, {
    id: 'unsubscribe',
    method: 'post',
    path: '/unsubscribe/{token}',
    summary: 'Unsubscribe by one click, as RFC 8058 has it; again changes nothing',
    description:
      'For mail programs: without a session, and whatever encoding `List-Unsubscribe=One-Click` comes ' +
      'in. The link alone is the credential.',
    params: TokenParams,
    status: 200,
    limit: BY_MAIL_PROGRAMS,
    problems: ['preferences_not_found'],
  }, unsubscribe);

  route(app, publicStack, {
    id: 'openPreferences',
    method: 'get',
    path: '/unsubscribe/{token}',
    summary: 'Where a person who opens the link goes: the page of preferences. It changes nothing',
    params: TokenParams,
    status: 303,
    noStore: true,
    limit: BY_MAIL_PROGRAMS,
  }, (_ctx, { token }) =>
    Promise.resolve(reply(undefined, {
      status: 303,
      headers: {
        'location': `${page_url}#${encodeURIComponent(token)}`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      },
    })));

  route(app, publicStack, {
    id: 'readMailingPreferences',
    method: 'get',
    path: '/preferences/{token}',
    summary: "What the customer of a link wants of a shop's mailings; for whoever has the link",
    params: TokenParams,
    response: MailingPreferences,
    noStore: true,
    limit: BY_PEOPLE,
    problems: ['preferences_not_found'],
  }, readPreferences);

  route(app, visitors, {
    id: 'putMailingPreferences',
    method: 'put',
    path: '/preferences/{token}',
    summary: 'Say what to send nothing about, or nothing at all; for whoever has the link',
    description:
      "One's own word can be taken back; that mails came back, or were called unwanted, cannot.",
    params: TokenParams,
    body: PutMailingPreferencesInput,
    response: MailingPreferences,
    noStore: true,
    limit: BY_PEOPLE,
    problems: ['preferences_not_found'],
  }, putPreferences);

  route(app, userStack, {
    id: 'listSuppressions',
    method: 'get',
    path: '/suppressions',
    summary: 'Who gets no mailings of a shop, and why, the latest first; for its managers',
    description: 'Nothing overrides one, and managers take none away.',
    query: SuppressionsQuery,
    response: pageOf(Suppression),
  }, listSuppressions);

  route(app, withContext(userStack, clock), {
    id: 'suppressAddress',
    method: 'post',
    path: '/suppressions',
    summary: 'Note that somebody said they want no mailings; for managers of the shop',
    description: 'Only they themselves take it back, by the link in a mail.',
    body: SuppressInput,
    response: Suppression,
    status: 201,
    problems: ['shop_not_found'],
  }, suppressAddress);
}
