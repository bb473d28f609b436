import type { Probe } from '../../../proof/cells.ts';
import { FRESH } from '../../../world/people.ts';
import { accept, afterwards, arrive, asSystem, fresh, open, type Part } from './steps.ts';

const alsoInSouth = `insert into public.memberships (user_id, gym_id, approved_at)
  values (:users.grown, :gyms.south, now())`;
const southInvites = (columns = '', values = '', email = FRESH, by = 'otherManager') =>
  `insert into public.invitations
    (gym_id, user_id, email, created_by, token_hash, expires_at${columns})
    values (:gyms.south, :users.grown, '${email}', :users.${by}, repeat('c', 64), '2150-01-01'${values})`;
const claimedAfter = (...steps: string[]) => accept('claim', { before: asSystem(...steps) });

const probes: Record<string, Probe> = {
  'becomes the record': accept('claim', {
    then: afterwards(`select id from public.users where subject = 'user_fresh'`),
  }),
  'is one person then': accept('claim', {
    then: afterwards(`select count(*) from public.users where email = '${FRESH}'`),
  }),
  'what they are then': accept('claim', {
    before: asSystem(`update public.users set phone = '+5511999998888', last_name = 'Kept'
      where id = :users.grown`),
    then: afterwards(
      `select concat_ws(':', provider, first_name, last_name, email_verified_at::date,
      birth_date, phone, token_issued_at::date, token_fields, source, last_synced_at is not null)
      from public.users where id = :users.grown`,
    ),
  }),
  'what they brought': [
    ...asSystem(`update public.users set birth_date = null where id = :users.grown`),
    ...arrive({ first_name: 'Fresh', last_name: 'Name', image_url: 'https://x' }),
    `update public.users set birth_date = '1999-01-01', gender = 'other', phone = '+5511999998888',
      instagram = 'a', timezone = 'UTC' where id = ${fresh}`,
    ...asSystem(`update public.users set identity_updated_at = '2025-02-02' where id = ${fresh}`),
    ...arrive(),
    open('claim'),
    ...afterwards(
      `select concat_ws(':', first_name, last_name, image_url, birth_date, gender, phone,
      instagram, timezone, identity_updated_at::date) from public.users where id = :users.grown`,
    ),
  ],
  'how many profiles then': accept('claim', {
    // Another account that nobody has used yet.
    before: asSystem(`insert into public.users (subject, provider, source)
      values ('user_idle', 'clerk', 'token')`),
    then: afterwards(`select count(*) - (select count(*) from public.users)
      from public.user_profiles`),
  }),
  'how many devices then': accept('claim', {
    then: afterwards(`select count(*) from public.push_tokens where user_id = :users.grown`),
  }),
  'with a device': [
    ...arrive(),
    `select user_id is null from private.register_push_token('new token', 'ios')`,
    open('claim'),
    ...afterwards(`select user_id from public.push_tokens where token = 'new token'`),
  ],
  'what they chose': [
    ...asSystem(`insert into public.notification_preferences (user_id, kind, channel, enabled)
      values (:users.grown, 'announcement', 'push', false), (:users.grown, 'class', 'push', false),
        (:users.grown, 'announcement', 'email', false)`),
    ...arrive(),
    ...asSystem(`insert into public.notification_preferences (user_id, kind, channel, enabled)
      values (${fresh}, 'announcement', 'push', true)`),
    ...arrive(),
    open('claim'),
    ...afterwards(
      `select string_agg(concat_ws(':', kind, channel, enabled), '/' order by kind, channel)
      from public.notification_preferences where user_id = :users.grown`,
    ),
  ],
  'what others chose': accept('claim', {
    then: afterwards(`select user_id from public.notification_preferences`),
  }),
  'accepted by': accept('claim', {
    then: afterwards(`select accepted_by from public.invitations
      where id = :invitations.claim and accepted_at = now()::timestamptz(3)`),
  }),
  'in the trail': accept('claim', {
    then: afterwards(`select actor_id from public.audit_events where action = 'record_claimed'
      and subject_id = actor_id and gym_id = :gyms.north`),
  }),
  'an account already': accept('claimTaken'),
  'a child with a guardian': accept('claimChild'),
  'a child without': accept('claimChild', {
    before: asSystem(`update public.guardianships set ended_at = now()
      where dependent_id = :users.child`),
  }),
  'active in south': claimedAfter(alsoInSouth),
  'gone from south': claimedAfter(
    alsoInSouth,
    `update public.memberships set left_at = now() where gym_id = :gyms.south`,
  ),
  'denied in south': claimedAfter(
    alsoInSouth,
    `update public.memberships set approved_at = null, denied_at = now()
      where gym_id = :gyms.south and user_id = :users.grown`,
  ),
  'invited by both': claimedAfter(alsoInSouth, southInvites()),
  'invited by both, in other letters': claimedAfter(
    alsoInSouth,
    southInvites('', '', FRESH.toUpperCase()),
  ),
  'another invited there': claimedAfter(alsoInSouth, southInvites('', '', 'other@tatame.test')),
  'invited as a guardian there': claimedAfter(
    alsoInSouth,
    southInvites(', relation', `, 'parent'`),
  ),
  'taken back there': claimedAfter(alsoInSouth, southInvites(', revoked_at', ', now()')),
  'by who is no manager there': claimedAfter(alsoInSouth, southInvites('', '', FRESH, 'manager')),
  'by who left there': claimedAfter(
    alsoInSouth,
    southInvites(),
    `update public.memberships set left_at = now() where user_id = :users.otherManager`,
  ),
  'by who manages elsewhere': claimedAfter(
    alsoInSouth,
    `update public.memberships set role = 'INSTRUCTOR' where user_id = :users.otherManager`,
    `insert into public.memberships (user_id, gym_id, role, approved_at)
      values (:users.otherManager, :gyms.west, 'MANAGER', now())`,
    southInvites(),
  ),
  'too late there': claimedAfter(
    alsoInSouth,
    southInvites(),
    `update public.invitations set expires_at = '2020-01-01' where gym_id = :gyms.south`,
  ),
  'another record there': claimedAfter(
    alsoInSouth,
    southInvites(),
    `update public.invitations set user_id = :users.fellow where gym_id = :gyms.south
      and user_id is not null`,
  ),
  'invited by west': claimedAfter(
    alsoInSouth,
    southInvites(),
    `update public.invitations set gym_id = :gyms.west where gym_id = :gyms.south`,
  ),
};

/** Somebody becomes the record of them that a gym has. */
export const claiming: Part = {
  probes,
  access: [
    `
| actor         | becomes the record | is one person then | what they are then | with a device | accepted by | in the trail |
| everyone else | grown              | 1                  | clerk:grown:Kept:2025-01-01:2000-01-01:+5511999998888:2025-01-01:{email}:token:t | grown | grown | grown |`,
    `
| actor         | what they brought | how many profiles then | how many devices then |
| everyone else | Fresh:Name:https://x:1999-01-01:other:+5511999998888:a:UTC:2025-02-02 | 0 | 1 |`,
    `
| actor         | what they chose                                       | what others chose |
| everyone else | announcement:email:f/announcement:push:t/class:push:f | student fellow child otherChild former |`,
    `
| actor         | an account already | a child with a guardian | a child without | active in south | gone from south | denied in south | invited by both | invited by both, in other letters |
| everyone else | 23514              | 23514                   | ok              | 23514           | ok              | ok              | ok              | ok                                |`,
    `
| actor         | by who is no manager there | by who left there | by who manages elsewhere |
| everyone else | 23514                      | 23514             | 23514                    |`,
    `
| actor         | another invited there | invited as a guardian there | taken back there | too late there | another record there | invited by west |
| everyone else | 23514                 | 23514                       | 23514            | 23514          | 23514                | 23514           |`,
  ],
};
