import type { Flaw } from './flaw.ts';
import { flawsOf } from './flaw.ts';

const version = flawsOf<'versions'>();
const store = flawsOf<'app_stores'>();

export const versionFlaws: Flaw<'versions'>[] = [
  version.wrong('app_version', 'versions_app_version_check', 'v2.0'),
  version.wrong('app_version', 'missing_value', null),
  version.wrong('disabled_at', 'impossible_date', '2023-02-30T00:00:00.000Z'),
  version.wrong('created_at', 'impossible_date', 'now'),
  version.beside('app_version', 'doubled_row', ({ elder }) => ({
    app_version: elder.app_version,
  })),
];

export const appStoreFlaws: Flaw<'app_stores'>[] = [
  store.wrong('store', 'unknown_value', 'windows'),
  store.wrong('url', 'app_stores_url_check', 'ftp://apps.example.com/tatame'),
  store.beside(
    'store',
    'doubled_row',
    ({ elder }) => ({ store: elder.store, disabled_at: null }),
    ({ disabled_at }) => disabled_at === null,
  ),
];
