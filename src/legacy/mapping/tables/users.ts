import { flag, line, listed, moment, rewritten, whole } from '../field.ts';
import { day } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { insertNew, updateChanged } from '../write.ts';

export const GENDERS = {
  ...{ female: 'female', f: 'female', feminino: 'female' },
  ...{ male: 'male', m: 'male', masculino: 'male' },
  ...{ other: 'other', outro: 'other' },
};
export const ROLES = { student: 'STUDENT', instructor: 'INSTRUCTOR', manager: 'MANAGER' };
export const PLANS = { free: 'free', pro: 'pro' };

/** Who was deleted there comes with their history and without a word about them (`departed.ts`). */
const unlessDeleted = (value: string) => `case when j.deleted_at is null then ${value} end`;

const person: Values = {
  into: 'users',
  columns: {
    subject: unlessDeleted('j.subject'),
    provider: unlessDeleted(`case when j.subject is not null then 'clerk' end`),
    email: unlessDeleted('j.email'),
    first_name: unlessDeleted('j.first_name'),
    last_name: unlessDeleted('j.last_name'),
    image_url: unlessDeleted('j.image_url'),
    birth_date: unlessDeleted('j.birth_date'),
    gender: unlessDeleted('j.gender'),
    phone: unlessDeleted('j.phone'),
    instagram: unlessDeleted('j.instagram'),
    source: `'import'`,
    migrated_at: 'j.migrated_at',
    created_at: 'j.created_at',
  },
  from: {
    subject: 'clerk_user_id',
    email: 'email',
    first_name: 'first_name',
    last_name: 'last_name',
    image_url: 'profile_picture',
    birth_date: 'birth',
    gender: 'gender',
    phone: 'phone',
    instagram: 'instagram',
    migrated_at: 'migrated_at',
    created_at: 'created_at',
  },
};

/** Whoever belonged to a gym has the membership that says how; a gym's manager manages it. */
const membership: Values = {
  into: 'memberships',
  columns: {
    user_id: 'coalesce(j.here_id, j.match_id, j.new_id)',
    gym_id: 'j.r_gym_id',
    role: `case when j.manages then 'MANAGER' else j.role end`,
    approved_at: `case when j.manages then coalesce(j.approved_at, j.created_at)
      else j.approved_at end`,
    denied_at: 'case when not j.manages then j.denied_at end',
    created_at: 'j.created_at',
  },
  from: { role: 'role', approved_at: 'approved_at', denied_at: 'denied_at' },
  when: 'j.gym_id is not null',
};

const profile: Values = {
  into: 'user_profiles',
  columns: {
    user_id: 'coalesce(j.here_id, j.match_id, j.new_id)',
    plan: unlessDeleted('j.plan'),
    stripe_customer_id: 'j.customer_id',
    stripe_subscription_id: 'j.subscription_id',
  },
  from: {
    plan: 'plan',
    stripe_customer_id: 'customer_id',
    stripe_subscription_id: 'subscription_id',
  },
  when: 'j.deleted_at is null',
};

const device: Values = {
  into: 'push_tokens',
  columns: { user_id: 'coalesce(j.here_id, j.match_id, j.new_id)', token: 'j.token' },
  from: { token: 'expo_push_token' },
  when: 'j.token is not null and j.deleted_at is null and not j.token_moved_on',
};

/** In another row that came in first, of somebody who is still there. */
const elder = (column: string, besides = '') =>
  `(t.deleted_at is null and exists (
  select from users e where e.id < t.id and e.deleted_at is null
    and lower(btrim(e.${column})) = lower(btrim(t.${column})) ${besides}))::text`;

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
    doubled_email: elder(
      'email',
      `and btrim(t.email) <> '' and e.clerk_user_id is not null and t.clerk_user_id is not null`,
    ),
    doubled_customer: elder('customer_id', `and btrim(t.customer_id) <> ''`),
    doubled_subscription: elder('subscription_id', `and btrim(t.subscription_id) <> ''`),
    // A device is whose app called last.
    token_moved_on: `(exists (select from users e where e.id > t.id and e.deleted_at is null
      and e.expo_push_token = t.expo_push_token))::text`,
    manages: `(exists (select from gyms g where g.manager_id = t.id and g.id = t.gym_id))::text`,
  },
  references: [{ field: 'gym_id', table: 'gyms', target: 'gyms' }],
  match: `(select u.id from public.users u where u.subject = p.subject and u.deleted_at is null
    and u.legacy_id is null and p.deleted_at is null)`,
  clashes: [
    { when: 'j.doubled_email', reason: 'doubled_email', column: 'email' },
    { when: 'j.doubled_customer', reason: 'doubled_row', column: 'customer_id' },
    { when: 'j.doubled_subscription', reason: 'doubled_row', column: 'subscription_id' },
    {
      when: `j.deleted_at is null and j.birth_date > (now() at time zone 'UTC')::date`,
      reason: 'impossible_date',
      column: 'birth',
    },
    {
      when: `j.deleted_at is null and exists (select from public.users u
        where u.subject = j.subject and u.deleted_at is null
          and u.legacy_id is distinct from j.legacy_id and u.id is distinct from j.match_id)`,
      reason: 'doubled_subject',
      column: 'clerk_user_id',
    },
    {
      when: `j.deleted_at is null and j.subject is not null and exists (select from public.users u
        where lower(u.email collate "C") = lower(j.email collate "C") and u.subject is not null
          and u.deleted_at is null and u.id is distinct from j.match_id
          and u.legacy_id is distinct from j.legacy_id)`,
      reason: 'doubled_email',
      column: 'email',
    },
    {
      // They erased their account here, and do not come back by an import.
      when: `j.deleted_at is null and j.here_id is null and j.match_id is null
        and exists (select from public.users u
          where u.subject = j.subject and u.deleted_at is not null)`,
      reason: 'person_erased',
      column: 'clerk_user_id',
    },
    ...(['customer_id', 'subscription_id'] as const).map((column) => ({
      when: `j.deleted_at is null and exists (select from public.user_profiles p
        where p.stripe_${column} = j.${column}
          and p.user_id is distinct from coalesce(j.here_id, j.match_id))`,
      reason: 'doubled_row' as const,
      column,
    })),
  ],
  values: [person, membership, profile, device],
  version: `greatest(t.updated_at,
    (select m.updated_at from public.memberships m where m.legacy_id = t.legacy_id))`,
  write: [
    // What a token has said of them stays; the rest was not known.
    `update public.users t set legacy_id = j.legacy_id, migrated_at = j.migrated_at,
      ${
      ['birth_date', 'gender', 'phone', 'instagram']
        .map((name) => `${name} = coalesce(t.${name}, j.${name})`).join(', ')
    }
      from pg_temp.page j where j.action = 'join' and t.id = j.match_id`,
    insertNew('users', person),
    // Who was deleted since is erased in the end, by the product's own hand.
    updateChanged('users', person, {
      except: ['created_at', 'source'],
      only: 'j.deleted_at is null',
    }),
    // Somebody who changed gyms has left the one before.
    `update public.memberships m set legacy_id = null, left_at = coalesce(m.left_at, j.stamp)
      from pg_temp.page j where m.legacy_id = j.legacy_id and m.gym_id is distinct from j.r_gym_id
        and j.action = 'update'`,
    `update public.memberships m
      set role = ${membership.columns.role}, approved_at = ${membership.columns.approved_at},
        denied_at = ${membership.columns.denied_at}
      from pg_temp.page j where m.legacy_id = j.legacy_id and j.action = 'update'`,
    `insert into public.memberships as m
      (legacy_id, ${Object.keys(membership.columns).join(', ')}, updated_at)
      select j.legacy_id, ${Object.values(membership.columns).join(', ')}, j.stamp
      from pg_temp.page j where j.action in ('insert', 'join', 'update') and ${membership.when}
        and not exists (select from public.memberships x where x.legacy_id = j.legacy_id)
      order by j.legacy_id
      on conflict (user_id, gym_id) do update set legacy_id = excluded.legacy_id`,
    `update public.user_profiles p
      set plan = j.plan, stripe_customer_id = coalesce(j.customer_id, p.stripe_customer_id),
        stripe_subscription_id = coalesce(j.subscription_id, p.stripe_subscription_id)
      from pg_temp.page j
      where p.user_id = ${profile.columns.user_id} and ${profile.when}
        and j.action in ('insert', 'join', 'update')
        and (p.plan, p.stripe_customer_id, p.stripe_subscription_id)
          is distinct from (j.plan, j.customer_id, j.subscription_id)`,
    `insert into public.push_tokens (user_id, token, last_seen_at)
      select ${device.columns.user_id}, j.token, j.created_at
      from pg_temp.page j where ${device.when} and j.action in ('insert', 'join', 'update')
      order by j.legacy_id on conflict (token) do nothing`,
  ],
};
