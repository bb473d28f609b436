import { index, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../../declare/grants.ts';
import { instants, patternOf } from '../../../declare/bounds.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { privateSchema } from '../../system/private.ts';
import { gyms } from '../gyms.ts';
import { memberships } from '../memberships.ts';

const pinHash = patternOf(/^[0-9a-f]{64}$/);

/**
 * The PIN by which a gym's front desks know a member: a hash of what the functions' key makes of it,
 * so that neither this table nor the key alone tells a PIN (`private.pin_hash`).
 */
export const memberPins = privateSchema.table('member_pins', {
  gym_id: uuid().notNull().references(() => gyms.id),
  user_id: uuid().notNull().references(() => users.id),
  pin_hash: text().notNull(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.gym_id, t.user_id] }),
  unique('member_pins_pin_hash_unique').on(t.gym_id, t.pin_hash),
  index('member_pins_user_id_index').on(t.user_id),
  pinHash.check('member_pins_pin_hash_check', t.pin_hash),
  ...instants(t.created_at),
]).enableRLS();

export const memberPinsGrants = grants(memberPins, {});

export const memberPinsPersonal = personalData(memberPins, {
  user_id: {
    export: { not: 'Of a PIN there is a hash, which tells nobody anything.' },
    erase: { delete: 'your PINs at front desks' },
  },
});

/** Who is no member any more has no PIN there. */
export const memberPinsOfMemberships = triggers(memberships, {
  name: 'remove_pin',
  after: ['update'],
  when: 'old.in_effect and not new.in_effect',
  run: 'private.remove_pin_of_membership',
});
