import { people, subjectOf } from '../../world/actors.ts';
import type { Subject } from '../../proof/cells.ts';
import { touched } from '../returning.ts';
import { birthDateGrids, birthDateProbes } from './birth-dates.ts';

/**
 * People: oneself and the children one is guardian of; for staff the adult members of their gyms, with
 * the guardians of all, for managers also who asks to join. Children by `private.member_profile` only.
 */
const users: Subject = {
  name: 'public.users',
  rows: people,
  probes: {
    select: `select * from public.users`,
    insert: `insert into public.users (subject, provider, source) values ('x', 'clerk', 'token')`,
    'insert makes a profile': [
      `insert into public.users (id, subject, provider, source)
        values (:users.new, 'x', 'clerk', 'token')`,
      `select plan from public.user_profiles where user_id = :users.new`,
    ],
    'insert by news that is': {
      sql: `insert into public.users (provider, source, subject, identity_updated_at)
        values ('clerk', 'token', :it) returning 'ok'`,
      each: {
        'from-before': `'${subjectOf('deleted')}', '2019-12-31'`,
        'of-the-same-time': `'${subjectOf('deleted')}', '2020-01-01'`,
        'from-after': `'${subjectOf('deleted')}', '2020-01-02'`,
        'of-somebody-else': `'x', '2019-12-31'`,
      },
    },
    update: `update public.users set first_name = 'x' where id = :row ${touched}`,
    'update blindly': `update public.users set first_name = 'x'`,
    delete: `delete from public.users`,
    truncate: `truncate public.users`,
    ...birthDateProbes,
  },
  access: [
    `
| actor            | select                   | update | update blindly | delete | truncate |
| anonymous        | 42501                    | 42501  | 42501          | 42501  | 42501    |
| newcomer deleted | -                        | -      | -              | 42501  | 42501    |
| instructor       | adults guardian          | own    | ×1             | 42501  | 42501    |
| manager          | adults otherManager otherStudent guardian otherGuardian | own | ×1 | 42501 | 42501    |
| deputy           | adults child guardian    | own child | ×2          | 42501  | 42501    |
| otherManager     | own otherStudent manager otherGuardian | own | ×1          | 42501  | 42501    |
| guardian         | own child                | own child | ×2          | 42501  | 42501    |
| otherGuardian    | own otherChild           | own otherChild | ×2     | 42501  | 42501    |
| system           | all                      | all · -: deleted | ×18  | 23503  | 42501    |
| everyone else    | own                      | own    | ×1             | 42501  | 42501    |`,
    `
| actor         | insert | insert makes a profile | insert by news that is |
| system        | ×1     | free                   | all · 42501/guard: from-before of-the-same-time |
| everyone else | 42501  | 42501                  | 42501 |`,
    ...birthDateGrids,
  ],
  updatable: [
    ...['first_name', 'last_name', 'image_url', 'birth_date', 'gender', 'phone', 'instagram'],
    'timezone',
  ],
};

/** Plan and metering: one's own and a child's to read. What was used is counted by a trigger, and set by nobody. */
const userProfiles: Subject = {
  name: 'public.user_profiles',
  rows: people,
  probes: {
    select: `select * from public.user_profiles`,
    insert: `insert into public.user_profiles (user_id, plan) values (:me, 'pro')`,
    update: `update public.user_profiles set plan = 'pro' where id = :row ${touched}`,
    'update blindly': `update public.user_profiles set plan = 'pro'`,
    'forge the count': `update public.user_profiles set usage_count = 0 where id = :row`,
    'forge the month': `update public.user_profiles set usage_period_start = '2100-01-01'
      where id = :row`,
    delete: `delete from public.user_profiles`,
    truncate: `truncate public.user_profiles`,
  },
  access: [
    `
| actor            | select | insert | update | update blindly | delete | truncate |
| anonymous        | 42501  | 42501  | 42501  | 42501          | 42501  | 42501    |
| newcomer deleted | -      | 42501  | 42501  | 42501          | 42501  | 42501    |
| system           | all    | 23505  | all · -: deleted | ×18  | ×19    | 42501    |
| guardian deputy  | own child | 42501 | 42501 | 42501         | 42501  | 42501    |
| otherGuardian    | own otherChild | 42501 | 42501 | 42501    | 42501  | 42501    |
| everyone else    | own    | 42501  | 42501  | 42501          | 42501  | 42501    |`,
    `
| actor            | forge the count | forge the month |
| system           | 42501/guard     | 42501/guard     |
| everyone else    | 42501           | 42501           |`,
  ],
};

/** Devices: one's own to read and remove; registered through `private.register_push_token`. */
const pushTokens: Subject = {
  name: 'public.push_tokens',
  rows: people,
  probes: {
    select: `select * from public.push_tokens`,
    insert: `insert into public.push_tokens (user_id, token, platform) values (:me, 'x', 'ios')`,
    update: `update public.push_tokens set user_id = :me where id = :row ${touched}`,
    delete: `delete from public.push_tokens where id = :row returning 'ok'`,
    'delete blindly': `delete from public.push_tokens`,
    truncate: `truncate public.push_tokens`,
  },
  access: [`
| actor            | select | insert | update | delete | delete blindly | truncate |
| anonymous        | 42501  | 42501  | 42501  | 42501  | 42501          | 42501    |
| newcomer deleted | -      | 42501  | 42501  | -      | -              | 42501    |
| system           | all    | ×1     | all    | all    | ×19            | 42501    |
| everyone else    | own    | 42501  | 42501  | own    | ×1             | 42501    |`],
};

export const identity = [users, userProfiles, pushTokens];
