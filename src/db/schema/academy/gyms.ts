import { and, isNull, sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { choices } from '../../declare/choice.ts';
import {
  dateBetween,
  instants,
  integerFrom,
  textOf,
  timezoneName,
  webAddressOf,
} from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { personalData } from '../../declare/personal-data.ts';
import {
  everyRow,
  inGym,
  insertPolicy,
  ownRow,
  selectPolicy,
  updatePolicy,
} from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';

export const gymName = textOf(120);
export const gymAddress = textOf(300);
export const gymLogo = webAddressOf(2048);
/** What becomes of a place in a full class: the next in line has it, or is asked for half an hour. */
export const waitlists = choices('promote', 'hold');
/**
 * What check-in asks about dues: nothing; how the dues of those stand who have any; or dues of everybody
 * but staff.
 */
export const duesRules = choices('off', 'asked', 'required');
/** For how many days somebody may train who has not paid. */
export const duesGraceDays = integerFrom(0, 90);
export const gymSince = dateBetween('1800-01-01', '2199-12-31');

/**
 * An academy. Anyone signed in finds it, to be able to ask to join; its managers change it. Whoever
 * founds it becomes its manager: a trigger keeps their membership.
 */
export const gyms = pgTable('gyms', {
  id: id(),
  name: text().notNull(),
  address: text(),
  logo: text(),
  manager_id: uuid().references(() => users.id),
  since: date(),
  /** IANA name; decides what "today" is here. */
  timezone: text().notNull().default('UTC'),
  waitlist: waitlists.column().notNull().default('promote'),
  dues: duesRules.column().notNull().default('off'),
  dues_grace_days: integer().notNull().default(7),
  /** Since when it is no more: nobody belongs to it, and nobody joins it. */
  closed_at: instant(),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('gyms_created_at_index', t),
  index('gyms_manager_id_index').on(t.manager_id),
  gymName.check('gyms_name_check', t.name),
  gymAddress.check('gyms_address_check', t.address),
  gymLogo.check('gyms_logo_check', t.logo),
  gymSince.check('gyms_since_check', t.since),
  timezoneName.check('gyms_timezone_name_check', t.timezone),
  check('gyms_timezone_check', sql`private.is_timezone(${t.timezone})`),
  waitlists.check('gyms_waitlist_check', t.waitlist),
  duesRules.check('gyms_dues_check', t.dues),
  duesGraceDays.check('gyms_dues_grace_days_check', t.dues_grace_days),
  ...instants(t.closed_at, t.created_at, t.updated_at),
  selectPolicy('gyms_select_signed_in', everyRow),
  insertPolicy(
    'gyms_insert_own',
    and(ownRow(t.manager_id), isNull(t.legacy_id), isNull(t.closed_at))!,
  ),
  updatePolicy('gyms_update_manager', inGym(t.id, 'MANAGER'), inGym(t.id, 'MANAGER')),
]).enableRLS();

export const gymsGrants = grants(gyms, {
  authenticated: {
    select: true,
    insert: true,
    update: [
      ...['name', 'address', 'logo', 'manager_id', 'since', 'timezone', 'waitlist'] as const,
      ...['dues', 'dues_grace_days'] as const,
    ],
  },
});

export const gymsTriggers = triggers(gyms, 'touch', 'stamp', {
  name: 'guard_manager',
  before: ['update'],
  of: ['manager_id'],
  run: 'private.guard_gym_manager',
}, {
  // Handing a gym over writes the caller's name into the new manager's membership.
  name: 'hold_caller',
  before: ['update'],
  of: ['manager_id'],
  each: 'statement',
  run: 'private.hold_caller_first',
}, {
  name: 'add_manager',
  after: ['insert', 'update'],
  of: ['manager_id'],
  when: 'new.manager_id is not null',
  run: 'private.add_gym_manager',
});

export const gymsPersonal = personalData(gyms, {
  manager_id: {
    export: { not: 'Who manages a gym has the membership that says so.' },
    erase: { clear: ['manager_id'], gone: 'that gyms are registered to you' },
  },
});
