import { day, flag, isBlank, line, listed, moment, rewritten, whole } from '../../field.ts';
import type { Clash, Mapping } from '../../mapping.ts';
import { device, membership, person, profile } from './values.ts';
import { writes } from './writes.ts';

const GENDERS = {
  ...{ female: 'female', f: 'female', feminino: 'female' },
  ...{ male: 'male', m: 'male', masculino: 'male' },
  ...{ other: 'other', outro: 'other' },
};
const ROLES = { student: 'STUDENT', instructor: 'INSTRUCTOR', manager: 'MANAGER' };
const PLANS = { free: 'free', pro: 'pro' };

/**
 * Whether others who are still there have the same in a column and come before. All of them are ranked at
 * once: asked row by row, each would look through all.
 */
const amongOthers = (
  column: string,
  { same = `btrim(e.${column})`, order = 'e.id', only = 'true' } = {},
) =>
  `(t.id in (select x.id from (
    select e.id, row_number() over (partition by ${same} order by ${order}) as nth
    from users e where not (${isBlank(`e.${column}`)}) and ${isBlank('e.deleted_at')}
      and ${only}) x where x.nth > 1))::text`;

const SIGNS_IN = `not (${isBlank('e.clerk_user_id')})`;

const other = (column: string) =>
  `u.${column} and u.deleted_at is null
  and u.legacy_id is distinct from j.legacy_id and u.id is distinct from j.match_id`;

const clashes: Clash[] = [
  { when: 'j.doubled_email', reason: 'doubled_email', column: 'email' },
  { when: 'j.doubled_customer', reason: 'doubled_row', column: 'customer_id' },
  { when: 'j.doubled_subscription', reason: 'doubled_row', column: 'subscription_id' },
  {
    when: `j.birth_date > (now() at time zone 'UTC')::date`,
    reason: 'impossible_date',
    column: 'birth',
  },
  {
    // An account is a person; the old app gave nobody another.
    when: `exists (select from public.users u where u.id = j.here_id and u.subject <> j.subject)`,
    reason: 'another_person',
    column: 'clerk_user_id',
  },
  {
    when: `exists (select from public.users u where ${other('subject = j.subject')})`,
    reason: 'doubled_subject',
    column: 'clerk_user_id',
  },
  {
    when: `j.subject is not null and exists (select from public.users u
      where lower(u.email collate "C") = lower(j.email collate "C")
        and ${other('subject is not null')})`,
    reason: 'doubled_email',
    column: 'email',
  },
  {
    // They erased their account here, and do not come back by an import.
    when: `j.here_id is null and j.match_id is null and exists (select from public.users u
      where u.subject = j.subject and u.deleted_at is not null)`,
    reason: 'person_erased',
    column: 'clerk_user_id',
  },
  {
    // Nor does who was deleted there once, and is not any more.
    when: `exists (select from public.users u where u.id = j.here_id and u.deleted_at is not null)`,
    reason: 'person_erased',
    column: 'deleted_at',
  },
  ...(['customer_id', 'subscription_id'] as const).map((column): Clash => ({
    when: `exists (select from public.user_profiles p where p.stripe_${column} = j.${column}
      and p.user_id is distinct from coalesce(j.here_id, j.match_id))`,
    reason: 'doubled_row',
    column,
  })),
];

/** The version of the person of an alias: their row's, or their membership's where that is later. */
export const versionOf = (alias: string): string =>
  `greatest(${alias}.updated_at,
    (select m.updated_at from public.memberships m where m.legacy_id = ${alias}.legacy_id))`;

/** People: an old row is a person, a membership, a plan and a device, all or none of them. */
export const users: Mapping = {
  table: 'users',
  target: 'users',
  page: 2000,
  fields: {
    subject: line('clerk_user_id'),
    email: line('email'),
    first_name: line('first_name'),
    last_name: line('last_name'),
    image_url: line('profile_picture'),
    birth_date: day('birth'),
    gender: listed('gender', GENDERS),
    phone: rewritten('phone', (text) => `translate(${text}, ' -.()/', '')`),
    instagram: rewritten('instagram', (text) => `ltrim(${text}, '@')`),
    role: listed('role', ROLES, { otherwise: 'STUDENT' }),
    plan: listed('plan', PLANS, { otherwise: 'free' }),
    gym_id: whole('gym_id'),
    token: line('expo_push_token'),
    customer_id: line('customer_id'),
    subscription_id: line('subscription_id'),
    approved_at: moment('approved_at'),
    denied_at: moment('denied_at'),
    migrated_at: moment('migrated_at'),
    deleted_at: moment('deleted_at'),
    created_at: moment('created_at', { required: true }),
    doubled_email: flag('doubled_email'),
    doubled_customer: flag('doubled_customer'),
    doubled_subscription: flag('doubled_subscription'),
    token_moved_on: flag('token_moved_on'),
    manages: flag('manages'),
  },
  asked: {
    doubled_email: amongOthers('email', { same: 'lower(btrim(e.email))', only: SIGNS_IN }),
    doubled_customer: amongOthers('customer_id'),
    doubled_subscription: amongOthers('subscription_id'),
    // A device is whose app called last.
    token_moved_on: amongOthers('expo_push_token', { order: 'e.id desc' }),
    manages: `(exists (select from gyms g where g.manager_id = t.id and g.id = t.gym_id))::text`,
  },
  references: [{ field: 'gym_id', table: 'gyms', target: 'gyms' }],
  match: `(select u.id from public.users u where u.subject = p.subject and u.deleted_at is null
    and u.legacy_id is null and p.deleted_at is null)`,
  // Who was deleted comes without any of this.
  clashes: clashes.map((clash) => ({ ...clash, when: `j.deleted_at is null and (${clash.when})` })),
  values: [person, membership, profile, device],
  settled: 't.deleted_at is not null and p.deleted_at is not null',
  version: versionOf('t'),
  write: writes,
};
