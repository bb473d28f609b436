import type { Subject } from '../cells.ts';
import { sets } from '../world.ts';
import { clockOf, touched } from './returning.ts';

const update = (change: string) =>
  `update public.memberships set ${change} where id = :row ${touched}`;
const join = (columns: string, values: string) =>
  `insert into public.memberships (gym_id, ${columns}) values (:gyms.west, ${values})`;

/**
 * Memberships: a person's own, and for staff their gym's. Members ask, leave and ask again; managers
 * decide, in their own name. Rows are named after their members.
 */
export const memberships: Subject = {
  name: 'public.memberships',
  rows: [...sets['at-north'] ?? [], ...sets['at-south'] ?? []],
  probes: {
    select: `select * from public.memberships`,
    delete: `delete from public.memberships where id = :row returning 'ok'`,
    truncate: `truncate public.memberships`,

    'ask to join': `${join('user_id', ':me')} returning user_id`,
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
      },
    },
    'ask backdated': `${join('user_id, created_at', `:me, '2000-01-01'`)} ${clockOf('created_at')}`,
    'ask post-dated': `${join('user_id, updated_at', `:me, '2000-01-01'`)} ${
      clockOf('updated_at')
    }`,

    leave: update(`left_at = now()`),
    'leave blindly': `update public.memberships set left_at = now()`,
    'ask again': update(
      `left_at = null, role = 'STUDENT', approved_at = null, denied_at = null, decided_by = null`,
    ),
    'come back': update(`left_at = null`),
    approve: update(`approved_at = now(), denied_at = null, decided_by = :me`),
    'approve as fellow': update(
      `approved_at = now(), denied_at = null, decided_by = :users.fellow`,
    ),
    deny: update(`approved_at = null, denied_at = now(), decided_by = :me`),
    'make instructor': update(`role = 'INSTRUCTOR', decided_by = :me`),
    'make manager': update(`role = 'MANAGER', decided_by = :me`),
    'make manager, undecided': update(`role = 'MANAGER'`),
    'claim the decision': update(`decided_by = :me`),

    'leave backdated': `update public.memberships set left_at = '2000-01-01'
      where user_id = :me ${clockOf('left_at')}`,
    'approve backdated': `update public.memberships set approved_at = '2000-01-01', decided_by = :me
      where id = :memberships.pending ${clockOf('approved_at')}`,
    'deny backdated': `update public.memberships set denied_at = '2000-01-01', decided_by = :me
      where id = :memberships.pending ${clockOf('denied_at')}`,
  },
  access: [
    `
| actor                     | select | delete | truncate |
| anonymous                 | 42501  | 42501  | 42501    |
| newcomer stranger deleted | -      | 42501  | 42501    |
| instructor manager deputy | at-north | 42501  | 42501    |
| otherManager              | at-south | 42501  | 42501    |
| system                    | all    | all    | 42501    |
| everyone else             | own    | 42501  | 42501    |`,
    `
| actor            | ask to join | ask with  | ask backdated | ask post-dated |
| anonymous        | 42501       | 42501     | 42501         | 42501          |
| newcomer deleted | 42501/rls   | 42501/rls | 42501/rls     | 42501/rls      |
| system           | stranger    | all       | backdated     | backdated      |
| everyone else    | own         | 42501/rls | now           | now            |`,
    `
| actor                     | leave | leave blindly | ask again | come back |
| anonymous                 | 42501 | 42501 | 42501 | 42501 |
| newcomer stranger deleted | -     | -     | -     | -     |
| student pending denied instructor | own | ×1 | 42501/guard: own | 42501/guard: own |
| barred                    | 42501/guard: own | 42501/guard | 42501/guard: own | 42501/guard: own |
| former                    | 42501/guard: own | 42501/guard | own | 42501/guard: own |
| manager  | student fellow instructor deputy deleted pending denied · 23514: manager · 42501/guard: former barred | 23514 | pending · 23514: manager · 42501/guard: student fellow instructor deputy deleted denied former barred | student fellow instructor deputy deleted pending denied · 42501/guard: manager former barred |
| deputy   | student fellow instructor deputy deleted pending denied · 23514: manager · 42501/guard: former barred | 23514 | pending · 23514: manager · 42501/guard: student fellow instructor deputy deleted denied former barred | student fellow instructor manager deleted pending denied · 42501/guard: deputy former barred |
| otherManager              | otherStudent · 23514: otherManager | 23514 | 23514: otherManager · 42501/guard: otherStudent | otherStudent · 42501/guard: otherManager |
| system                    | all | ×12 | all | all |`,
    `
| actor                     | approve | approve as fellow | deny |
| anonymous                 | 42501 | 42501 | 42501 |
| newcomer stranger deleted | -     | -     | -     |
| manager      | members pending denied · 42501/guard: manager former barred | 42501/guard: at-north | pending denied · 42501/guard: members former barred |
| deputy       | members pending denied · 42501/guard: deputy former barred  | 42501/guard: at-north | pending denied · 42501/guard: members former barred |
| otherManager | otherStudent · 42501/guard: otherManager                    | 42501/guard: at-south | 42501/guard: at-south |
| system       | all | all | all |
| everyone else | 42501/guard: own | 42501/guard: own | 42501/guard: own |`,
    `
| actor                     | make instructor | make manager | make manager, undecided | claim the decision |
| anonymous                 | 42501 | 42501 | 42501 | 42501 |
| newcomer stranger deleted | -     | -     | -     | -     |
| manager      | members pending denied · 23514: manager · 42501/guard: former barred | members pending denied · 42501/guard: manager former barred | deputy · 42501/guard: manager student fellow instructor deleted pending denied former barred | members pending denied · 42501/guard: manager former barred |
| deputy       | members pending denied · 23514: manager · 42501/guard: deputy former barred | members pending denied · 42501/guard: deputy former barred | manager · 42501/guard: deputy student fellow instructor deleted pending denied former barred | members pending denied · 42501/guard: deputy former barred |
| otherManager | otherStudent · 23514: otherManager | otherStudent · 42501/guard: otherManager | 42501/guard: at-south | otherStudent · 42501/guard: otherManager |
| system       | all | all | all | all |
| everyone else | 42501/guard: own | 42501/guard: own | 42501/guard: own | 42501/guard: own |`,
    `
| actor                          | leave backdated | approve backdated | deny backdated |
| anonymous                      | 42501       | 42501       | 42501       |
| newcomer stranger deleted      | -           | -           | -           |
| student denied instructor      | now         | -           | -           |
| pending                        | now         | 42501/guard | 42501/guard |
| barred former                  | 42501/guard | -           | -           |
| manager                        | 23514       | now         | now         |
| deputy                         | now         | now         | now         |
| otherManager                   | 23514       | -           | -           |
| system                         | -           | backdated   | backdated   |`,
  ],
  updatable: ['role', 'approved_at', 'denied_at', 'decided_by', 'left_at'],
};
