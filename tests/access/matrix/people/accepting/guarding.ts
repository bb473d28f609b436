import type { Probe } from '../../../proof/cells.ts';
import { accept, afterwards, arrive, asSystem, fresh, open, type Part } from './steps.ts';

const probes: Record<string, Probe> = {
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

/** Somebody becomes a child's guardian. */
export const guarding: Part = {
  probes,
  access: [
    `
| actor         | becomes a guardian | a guardian twice | agreed | without a text | of the grown | as a child | of who is active in south |
| everyone else | parent:t           | 1                | child  | 23503          | 23514        | 23514      | 23514                     |`,
  ],
};
