import { choices, type ValueOf } from '../../declare/choice.ts';

/** The tables of the earlier app's database, in the order in which they come over. */
export const legacyTables = choices(
  'roles',
  'versions',
  'app_stores',
  'gyms',
  'users',
  'class',
  'assets',
  'attachments',
  'graduations',
  'checkins',
  'notifications',
);
export type LegacyTable = ValueOf<typeof legacyTables>;
