import type { Probe } from '../../../proof/cells.ts';
import { FRESH } from '../../../world/people.ts';
import { accept, afterwards, arrive, asSystem, fresh, open, type Part } from './steps.ts';

/** Somebody whose address looks like the one that was invited, once both are in small letters. */
const lookAlike = (email: string) => [
  ...asSystem(`update public.invitations set email = 'kim@tatame.test'
    where id = :invitations.new`),
  ...arrive({ email }),
  open('new'),
];

const probes: Record<string, Probe> = {
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

/** Somebody new comes in, or one who had left. */
export const lettingIn: Part = {
  probes,
  access: [
    `
| actor         | is let in        | used once | accepted before | taken back | too late | by who teaches | by who left | by who manages another |
| everyone else | INSTRUCTOR:t:t   | 23514     | 23514           | 23514      | 23514    | 23514          | 23514       | 23514                  |`,
    `
| actor         | with a Kelvin sign | with a Turkish I | verified before it was another |
| everyone else | 23514              | 23514            | 23514                          |`,
    `
| actor         | no such | another address | another's address | not verified | in other letters | a member | who left       | who was denied |
| everyone else | 23514   | 23514           | 23514             | 23514        | ok               | 23514    | INSTRUCTOR:t:t | INSTRUCTOR:t:t |`,
  ],
};
