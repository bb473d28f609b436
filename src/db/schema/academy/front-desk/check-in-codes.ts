import { index, text, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../../declare/grants.ts';
import { instants, patternOf } from '../../../declare/bounds.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt, instant } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { privateSchema } from '../../system/private.ts';

const codeHash = patternOf(/^[0-9a-f]{64}$/);

/**
 * The QR codes that members' apps show at a front desk, each for a minute and once; of a code there is
 * its hash. Two phones may show codes of one child. Used and expired ones stay a little while, to be
 * told from those that never were.
 */
export const checkInCodes = privateSchema.table('check_in_codes', {
  code_hash: text().primaryKey(),
  user_id: uuid().notNull().references(() => users.id),
  expires_at: instant().notNull(),
  used_at: instant(),
  ...createdAt(),
}, (t) => [
  index('check_in_codes_user_id_index').on(t.user_id, t.expires_at),
  codeHash.check('check_in_codes_code_hash_check', t.code_hash),
  ...instants(t.expires_at, t.used_at, t.created_at),
]).enableRLS();

export const checkInCodesGrants = grants(checkInCodes, {});

export const checkInCodesPersonal = personalData(checkInCodes, {
  user_id: {
    export: { not: 'They open nothing after a minute; what came of them is in the events.' },
    erase: { delete: 'QR codes for front desks' },
  },
});

export const checkInCodesRetention = retention(checkInCodes, {
  what: 'QR codes for front desks',
  days: 1,
  since: checkInCodes.expires_at,
  why: 'they open nothing after a minute',
});
