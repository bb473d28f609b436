import { memberRoles } from '../../../src/db/schema/platform/member-roles.ts';
import type { Row } from '../tables.ts';
import { serial } from './ids.ts';
import { EVERY } from './plan.ts';

const OPENED = '2019-01-04T12:00:00.000Z';

export const roleRows = (): Row<'roles'>[] =>
  memberRoles.values.map((id) => ({ id, created_at: OPENED }));

/** Releases, the older ones disabled, and one that is yet to come. */
export const versionRows = (): Row<'versions'>[] =>
  ['1.0.0', '1.0.1', '1.1.0', '1.9.0', '1.10.0', '2.0.0-beta.1', '2.0.0', '2.3.0+build.7'].map(
    (app_version, index) => ({
      id: serial(index, EVERY.few),
      app_version,
      created_at: `20${19 + index}-03-01 09:30:00+00`,
      disabled_at: index < 4 ? `20${20 + index}-03-01 09:30:00+00` : null,
    }),
  );

/** Where the app is now, and where it was before. */
export const appStoreRows = (): Row<'app_stores'>[] =>
  [
    ['ios', 'https://apps.example.com/tatame', '2022-05-01T00:00:00.000Z'],
    ['ios', 'https://apps.example.com/app/tatame-bjj', null],
    ['android', 'https://play.example.com/?id=app.tatame', null],
  ].map(([store, url, disabled_at], index) => ({
    id: serial(index, EVERY.few),
    store: store!,
    url: url!,
    created_at: OPENED,
    disabled_at: disabled_at!,
  }));
