import { and, or, sql } from 'drizzle-orm';
import { check, date, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { identityProviders } from '../../../caller.ts';
import {
  dateBetween,
  instants,
  patternOf,
  phoneNumber,
  timezoneName,
} from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { personalData } from '../../declare/personal-data.ts';
import { emailAddress, personImage, personName, subject } from '../../declare/person-bounds.ts';
import { ofPersons, selectPolicy, updatePolicy } from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';

export const providers = choices(...identityProviders);
export const genders = choices('female', 'male', 'other');
/** What a token may say of a person that a webhook says as well. */
export const tokenFields = choices('email', 'first_name', 'last_name', 'image_url');
/** What brought a person in first. */
export const userSources = choices('token', 'webhook', 'import', 'staff', 'guardian');

export const birthDate = dateBetween('1900-01-01', '2199-12-31');
export const instagramName = patternOf(/^[a-z0-9._]{1,30}$/i);

/**
 * A person. `subject` is the `sub` of their tokens, text because Clerk's is not a uuid; a deleted
 * subject can come back as a new row. Who does not sign in, as a child, has none. Rows are made by
 * the system on the first authenticated call, by the identity provider's webhook, or by a function
 * for a manager or a guardian; never by an API role itself.
 */
export const users = pgTable('users', {
  id: id(),
  subject: text(),
  provider: providers.column(),
  email: text(),
  /** Since when the provider is known to have verified `email`; null for one it has not. */
  email_verified_at: instant(),
  first_name: text(),
  last_name: text(),
  image_url: text(),
  birth_date: date(),
  /** `MM-DD`, for birthdays. Spelled with extract(), since to_char() is not immutable. */
  birth_day: text().generatedAlwaysAs(
    sql`lpad(extract(month from birth_date)::text, 2, '0') || '-' || lpad(extract(day from birth_date)::text, 2, '0')`,
  ),
  gender: genders.column(),
  phone: text(),
  instagram: text(),
  /** IANA name; by whose clock they have quiet hours. Null: by that of the gym. */
  timezone: text(),
  source: userSources.column().notNull(),
  last_synced_at: instant(),
  /** The provider's own clock of what it told us itself, by webhook: older news is refused. */
  identity_updated_at: instant(),
  /** The `iat` of the last token that wrote this row: the other clock, of what tokens said. */
  token_issued_at: instant(),
  /** Which fields that token said; a webhook's news from before it does not change those. */
  token_fields: text().array().notNull().default([]),
  deleted_at: instant(),
  /** When they came over from the app before the one that they were imported from. */
  migrated_at: instant(),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  uniqueIndex('users_subject_unique').on(t.subject).where(sql`${t.deleted_at} is null`),
  // Tombstones: sync asks when a subject was deleted last.
  index('users_subject_deleted_index').on(t.subject, t.deleted_at).where(
    sql`${t.deleted_at} is not null`,
  ),
  index('users_email_index').on(sql`lower(${t.email} collate "C")`),
  newestFirstIndex('users_created_at_index', t),
  index('users_birth_day_index').on(t.birth_day),
  providers.check('users_provider_check', t.provider),
  genders.check('users_gender_check', t.gender),
  userSources.check('users_source_check', t.source),
  subject.check('users_subject_check', t.subject),
  check('users_account_check', sql`(${t.subject} is null) = (${t.provider} is null)`),
  emailAddress.check('users_email_check', t.email),
  personName.check('users_first_name_check', t.first_name),
  personName.check('users_last_name_check', t.last_name),
  personImage.check('users_image_url_check', t.image_url),
  birthDate.check('users_birth_date_check', t.birth_date),
  phoneNumber.check('users_phone_check', t.phone),
  instagramName.check('users_instagram_check', t.instagram),
  timezoneName.check('users_timezone_name_check', t.timezone),
  check('users_timezone_check', sql`private.is_timezone(${t.timezone})`),
  check(
    'users_token_fields_check',
    sql`${t.token_fields} <@ ${sql.raw(`'{${tokenFields.values.join(',')}}'::text[]`)}`,
  ),
  ...instants(t.email_verified_at, t.last_synced_at, t.identity_updated_at, t.token_issued_at),
  ...instants(t.deleted_at, t.migrated_at, t.created_at, t.updated_at),
  // Staff read a child's profile by `private.member_profile` only, which leaves a trace.
  selectPolicy(
    'users_select_own_or_staff',
    or(
      ofPersons(t.id),
      and(
        sql`${t.id} in (select private.visible_member_ids())`,
        sql`coalesce(${t.birth_date} <= (select private.adults_born_by()), true)`,
      ),
    )!,
  ),
  updatePolicy('users_update_own', ofPersons(t.id), ofPersons(t.id)),
]).enableRLS();

export const usersGrants = grants(users, {
  authenticated: {
    select: true,
    update: [
      'first_name',
      'last_name',
      'image_url',
      'birth_date',
      'gender',
      'phone',
      'instagram',
      'timezone',
    ],
  },
});

export const usersTriggers = triggers(users, 'touch', {
  // The trail names the caller: a guardian is held before the child whose date they change.
  name: 'hold_caller',
  before: ['update'],
  of: ['birth_date'],
  each: 'statement',
  run: 'private.hold_caller_first',
}, {
  name: 'guard_birth_date',
  before: ['insert', 'update'],
  of: ['birth_date'],
  run: 'private.guard_birth_date',
}, {
  name: 'audit_birth_date',
  after: ['update'],
  of: ['birth_date'],
  // An erasure clears it, and leaves an event of its own.
  when: 'old.birth_date is distinct from new.birth_date and new.deleted_at is null',
  run: 'private.audit_birth_date',
}, {
  name: 'create_profile',
  after: ['insert'],
  // A tombstone for somebody still to come has none.
  when: 'new.deleted_at is null',
  run: 'private.create_user_profile',
}, {
  name: 'refuse_revival',
  after: ['insert'],
  when: 'new.deleted_at is null',
  run: 'private.refuse_revival',
});

export const usersPersonal = personalData(users, {
  id: {
    export: 'user',
    erase: {
      clear: [
        'email',
        'email_verified_at',
        'first_name',
        'last_name',
        'image_url',
        'birth_date',
        'gender',
        'phone',
        'instagram',
        'timezone',
      ],
      gone: 'names, email, photo, birth date, gender, phone, instagram and time zone',
      ends: 'deleted_at',
      kept: {
        what: 'id and sign-in subject',
        why: 'a tombstone, so that older events cannot revive it',
      },
    },
  },
});
