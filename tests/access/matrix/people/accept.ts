import type { Probe, Subject } from '../../proof/cells.ts';
import { FRESH, TEXT, tokenHashOf } from '../../world/people.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

/**
 * Accepting an invitation. Who comes is the same for every actor: somebody with a fresh account, whose
 * claims another login has checked.
 */
const says = { provider: 'clerk', email: FRESH, email_verified: 'true', issued_at: '2025-01-01' };
const arrive = (more: Record<string, string> = {}) => [
  elsewhere({ sub: 'user_fresh', tatame_identity: { ...says, ...more } }),
  `select outcome from private.ensure_user()`,
];
const open = (row: string, what = `'ok'`, text = TEXT) =>
  `select ${what} from private.accept_invitation('${tokenHashOf(row)}', '${text}')`;
const accept = (row: string, { before = [] as string[], then = [] as string[] } = {}) => [
  ...before,
  ...arrive(),
  open(row),
  ...then,
];
const afterwards = (query: string) => [becomeSystem, query];
const asSystem = (...steps: string[]) => [becomeSystem, ...steps];
const fresh = `(select id from public.users where subject = 'user_fresh')`;

/** Somebody whose address looks like the one that was invited, once both are in small letters. */
const lookAlike = (email: string) => [
  ...asSystem(`update public.invitations set email = 'kim@tatame.test'
    where id = :invitations.new`),
  ...arrive({ email }),
  open('new'),
];

const lettingIn: Record<string, Probe> = {
  'is let in': accept('new', {
    then: afterwards(`select concat_ws(':', m.role, m.in_effect, m.decided_by = :users.manager)
      from public.memberships m where m.user_id = ${fresh} and m.gym_id = :gyms.north`),
  }),
  'used once': accept('new', { then: [open('new')] }),
  'accepted before': accept('accepted'),
  'taken back': accept('revoked'),
  'too late': accept('expired'),
  'by who teaches': accept('ofTeacher'),
  'by who left': accept('ofFormer', {
    before: asSystem(
      `update public.memberships set role = 'MANAGER' where user_id = :users.former`,
    ),
  }),
  'by who manages another': accept('ofStranger'),
  'no such': [...arrive(), open('nothing')],
  'another address': [...arrive({ email: 'other@tatame.test' }), open('new')],
  "another's address": [
    ...asSystem(`update public.users set email = '${FRESH}', email_verified_at = now()
      where id = :users.stranger`),
    ...arrive({ email: 'other@tatame.test' }),
    open('new'),
  ],
  'not verified': [...arrive({ email_verified: 'false' }), open('new')],
  'with a Kelvin sign': lookAlike('\u212aim@tatame.test'),
  'with a Turkish I': lookAlike('k\u0130m@tatame.test'),
  'verified before it was another': [
    ...arrive({ email: 'other@tatame.test' }),
    ...arrive({ email_verified: 'false', issued_at: '2025-02-02' }),
    open('new'),
  ],
  'in other letters': [...arrive({ email: FRESH.toUpperCase() }), open('new')],
  'a member': accept('new', {
    before: asSystem(`update public.users set email = '${FRESH}', email_verified_at = now(),
      subject = 'user_fresh', provider = 'clerk', token_issued_at = '2026-01-01'
      where id = :users.grown`),
  }),
  'who left': accept('new', {
    before: asSystem(
      `update public.users set email = '${FRESH}', email_verified_at = now(),
        subject = 'user_fresh', provider = 'clerk', token_issued_at = '2026-01-01'
        where id = :users.grown`,
      `update public.memberships set left_at = now(), denied_at = null
        where user_id = :users.grown`,
    ),
    then: afterwards(`select concat_ws(':', role, in_effect, decided_by = :users.manager)
      from public.memberships where user_id = :users.grown`),
  }),
  'who was denied': accept('new', {
    before: asSystem(
      `update public.users set email = '${FRESH}', email_verified_at = now(),
        subject = 'user_fresh', provider = 'clerk', token_issued_at = '2026-01-01'
        where id = :users.grown`,
      `update public.memberships set approved_at = null, denied_at = now()
        where user_id = :users.grown`,
    ),
    then: afterwards(`select concat_ws(':', role, in_effect, decided_by = :users.manager)
      from public.memberships where user_id = :users.grown`),
  }),
};

const alsoInSouth = `insert into public.memberships (user_id, gym_id, approved_at)
  values (:users.grown, :gyms.south, now())`;
const southInvites = (columns = '', values = '', email = FRESH, by = 'otherManager') =>
  `insert into public.invitations
    (gym_id, user_id, email, created_by, token_hash, expires_at${columns})
    values (:gyms.south, :users.grown, '${email}', :users.${by}, repeat('c', 64), '2150-01-01'${values})`;
const claimedAfter = (...steps: string[]) => accept('claim', { before: asSystem(...steps) });

const claiming: Record<string, Probe> = {
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

const usedBy = (...steps: string[]) => [...arrive(), ...steps, open('claim')];
const using: Record<string, Probe> = {
  'after a request to join': usedBy(
    `insert into public.memberships (user_id, gym_id) values (${fresh}, :gyms.west)`,
  ),
  'after a session': usedBy(`insert into public.agent_sessions (user_id) values (${fresh})`),
  'after paying': [
    ...arrive(),
    ...asSystem(`update public.user_profiles set plan = 'pro' where user_id = ${fresh}`),
    ...arrive(),
    open('claim'),
  ],
  'after a subscription': [
    ...arrive(),
    ...asSystem(`update public.user_profiles set subscription_status = 'canceled'
      where user_id = ${fresh}`),
    ...arrive(),
    open('claim'),
  ],
  'known to Stripe': [
    ...arrive(),
    ...asSystem(`update public.user_profiles set stripe_customer_id = 'cus'
      where user_id = ${fresh}`),
    ...arrive(),
    open('claim'),
  ],
};

const guarding: Record<string, Probe> = {
  'becomes a guardian': accept('guard', {
    then: afterwards(`select concat_ws(':', relation, created_by = :users.manager)
      from public.guardianships where guardian_id = ${fresh} and dependent_id = :users.child`),
  }),
  'a guardian twice': accept('guard', {
    before: asSystem(`update public.invitations
      set user_id = :users.child, relation = 'parent', role = null where id = :invitations.new`),
    then: [
      open('new'),
      ...afterwards(`select count(*) from public.audit_events
        where action = 'guardianship_began' and actor_id = ${fresh}`),
    ],
  }),
  'agreed': accept('guard', {
    then: afterwards(`select user_id from public.consents where given_by = ${fresh}`),
  }),
  'without a text': [...arrive(), open('guard', `'ok'`, 'x')],
  'of the grown': accept('guardGrown'),
  'as a child': [
    ...arrive(),
    `update public.users set birth_date = '2019-01-01' where id = ${fresh}`,
    open('guard'),
  ],
  'of who is active in south': accept('guard', {
    before: asSystem(`insert into public.memberships (user_id, gym_id, approved_at)
      values (:users.child, :gyms.south, now())`),
  }),
};

const itself: Record<string, Probe> = { 'as oneself': open('new') };

export const acceptInvitation: Subject = {
  name: 'private.accept_invitation(text,text)',
  returns: 'SETOF invitations',
  probes: { ...itself, ...lettingIn, ...claiming, ...using, ...guarding },
  access: [
    `
| actor            | as oneself  |
| anonymous system | 42501       |
| newcomer deleted | 42501/guard |
| everyone else    | 23514       |`,
    `
| actor         | is let in        | used once | accepted before | taken back | too late | by who teaches | by who left | by who manages another |
| everyone else | INSTRUCTOR:t:t   | 23514     | 23514           | 23514      | 23514    | 23514          | 23514       | 23514                  |`,
    `
| actor         | with a Kelvin sign | with a Turkish I | verified before it was another |
| everyone else | 23514              | 23514            | 23514                          |`,
    `
| actor         | no such | another address | another's address | not verified | in other letters | a member | who left       | who was denied |
| everyone else | 23514   | 23514           | 23514             | 23514        | ok               | 23514    | INSTRUCTOR:t:t | INSTRUCTOR:t:t |`,
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
    `
| actor         | after a request to join | after a session | after paying | after a subscription | known to Stripe |
| everyone else | 23514                   | 23514           | 23514        | 23514                | 23514           |`,
    `
| actor         | becomes a guardian | a guardian twice | agreed | without a text | of the grown | as a child | of who is active in south |
| everyone else | parent:t           | 1                | child  | 23503          | 23514        | 23514      | 23514                     |`,
  ],
};
