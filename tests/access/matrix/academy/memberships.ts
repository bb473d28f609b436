import type { Subject } from '../../proof/cells.ts';
import { sets } from '../../world/world.ts';
import { changeGrids, changeProbes } from './membership-changes.ts';
import { becomeSystem, clockOf } from '../returning.ts';

const ask = (columns: string, values: string) =>
  `insert into public.memberships (gym_id, ${columns}) values (:gyms.west, ${values})`;

/**
 * Memberships: a person's own, their children's, and for staff their gym's. Members ask, leave and
 * ask again, as guardians do for children; managers decide, in their own name. Rows are named after their members; `manager-south` is the manager of
 * north, who teaches at south too.
 */
export const memberships: Subject = {
  name: 'public.memberships',
  rows: [...sets['at-north'] ?? [], ...sets['at-south'] ?? [], 'manager-south'],
  probes: {
    select: `select * from public.memberships`,
    delete: `delete from public.memberships`,
    truncate: `truncate public.memberships`,
    ask: `${ask('user_id', ':me')} returning user_id`,
    'ask for': {
      sql: `${ask('user_id', ':it')} returning 'ok'`,
      each: { child: ':users.child', otherChild: ':users.otherChild', grown: ':users.grown' },
    },
    'ask with': {
      sql: `insert into public.memberships (gym_id, user_id, :it) returning 'ok'`,
      each: {
        person: `role) values (:gyms.west, :users.fellow, 'STUDENT'`,
        role: `role) values (:gyms.west, :me, 'INSTRUCTOR'`,
        approval: `approved_at) values (:gyms.west, :me, now()`,
        denial: `denied_at) values (:gyms.west, :me, now()`,
        decider: `decided_by) values (:gyms.west, :me, :me`,
        end: `left_at) values (:gyms.west, :me, now()`,
        'legacy-id': `legacy_id) values (:gyms.west, :me, 7`,
        'own-number': `external_ref) values (:gyms.west, :me, '7'`,
      },
    },
    'ask backdated': `${ask('user_id, created_at', `:me, '2000-01-01'`)} ${clockOf('created_at')}`,
    'ask post-dated': `${ask('user_id, updated_at', `:me, '2000-01-01'`)} ${clockOf('updated_at')}`,
    ...changeProbes,
    'trail of a role': [
      `update public.memberships set role = 'INSTRUCTOR', decided_by = :me
        where user_id = :users.fellow and gym_id = any ((select private.gym_ids('MANAGER'))::uuid[])`,
      becomeSystem,
      `select subject_id from public.audit_events where action = 'role_changed' and actor_id = :me
        and gym_id = :gyms.north and details = '{"from": "STUDENT", "to": "INSTRUCTOR"}'`,
    ],
  },
  access: [
    `
| actor                     | select                          | delete | truncate |
| anonymous                 | 42501                           | 42501  | 42501    |
| newcomer stranger formerGuardian deleted | -                | 42501  | 42501    |
| guardian                  | child                           | 42501  | 42501    |
| otherGuardian             | otherChild                      | 42501  | 42501    |
| instructor deputy         | at-north                        | 42501  | 42501    |
| manager                   | at-north at-south manager-south | 42501  | 42501    |
| otherManager              | at-south manager-south          | 42501  | 42501    |
| system                    | all                             | ×16    | 42501    |
| everyone else             | own                             | 42501  | 42501    |`,
    `
| actor            | ask       | ask with  | ask backdated | ask post-dated |
| anonymous        | 42501     | 42501     | 42501         | 42501          |
| newcomer         | 42501/rls | 42501/rls | 42501/rls     | 42501/rls      |
| deleted          | 42501/guard | 42501/guard: all · 42501/rls: person | 42501/guard | 42501/guard |
| system           | stranger  | all       | backdated     | backdated      |
| everyone else    | own       | 42501/rls | now           | now            |`,
    `
| actor            | ask for                       |
| anonymous        | 42501                         |
| guardian deputy  | 42501/rls: all · child        |
| otherGuardian    | 42501/rls: all · otherChild   |
| system           | all                           |
| everyone else    | 42501/rls                     |`,
    `
| actor         | trail of a role |
| anonymous     | 42501           |
| manager deputy | fellow         |
| everyone else | -               |`,
    ...changeGrids,
  ],
  updatable: ['role', 'approved_at', 'denied_at', 'decided_by', 'left_at'],
};
