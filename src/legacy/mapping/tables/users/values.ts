import type { Values } from '../../mapping.ts';

/** Who was deleted there comes with their history and without a word about them. */
const unlessDeleted = (value: string) => `case when j.deleted_at is null then ${value} end`;

/** The person's row here, whether it is there or to come. */
const WHO = 'coalesce(j.here_id, j.match_id, j.new_id)';

export const person: Values = {
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
export const membership: Values = {
  into: 'memberships',
  columns: {
    user_id: WHO,
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

export const profile: Values = {
  into: 'user_profiles',
  columns: {
    user_id: WHO,
    plan: 'j.plan',
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

/** Of what kind a device is is not known there. */
export const device: Values = {
  into: 'push_tokens',
  columns: { user_id: WHO, token: 'j.token' },
  from: { token: 'expo_push_token' },
  when: 'j.token is not null and j.deleted_at is null and not j.token_moved_on',
};
