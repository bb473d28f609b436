import type { Subject } from '../../proof/cells.ts';
import { sets } from '../../world/world.ts';
import { becomeSystem } from '../returning.ts';

const atNorth = [...sets.members ?? [], 'former'];
const atSouth = [...sets['at-south'] ?? [], 'manager-south'];

/** What came of it; in this world everything else began and ended in 2020. */
const since2021 = (column: 'began_at' | 'ended_at') => [
  becomeSystem,
  `select user_id from public.membership_periods where ${column} > '2021-01-01'`,
];
const change = (set: string, who: string, gym = 'north') =>
  `update public.memberships set ${set} where user_id = :users.${who} and gym_id = :gyms.${gym}`;

/** When people were members: seen by themselves, their guardians and managers, written by triggers. */
export const membershipPeriods: Subject = {
  name: 'public.membership_periods',
  rows: [...atNorth, ...atSouth],
  appendOnly: true,
  probes: {
    select: `select * from public.membership_periods`,
    insert: `insert into public.membership_periods (user_id, gym_id, began_at)
      values (:me, :gyms.north, now())`,
    update: `update public.membership_periods set began_at = now() where id = :row`,
    'delete blindly': `delete from public.membership_periods`,
    truncate: `truncate public.membership_periods`,
    'begins with a gym of theirs': [
      `insert into public.gyms (name, manager_id) values ('Theirs', :me)`,
      ...since2021('began_at'),
    ],
    'begins where they are written down': [
      becomeSystem,
      `insert into public.memberships (user_id, gym_id, approved_at)
        values (:users.stranger, :gyms.north, now())`,
      ...since2021('began_at'),
    ],
    'is dated when it changes': [
      becomeSystem,
      change('left_at = now()', 'fellow'),
      `select user_id from public.membership_periods where updated_at >= date_trunc('milliseconds', now())`,
    ],
    'begins when they are let in': [
      change(`approved_at = now(), decided_by = :me`, 'pending'),
      ...since2021('began_at'),
    ],
    'ends when they leave': [change('left_at = now()', 'fellow'), ...since2021('ended_at')],
    'ends where they leave': [
      change('left_at = now()', 'manager', 'south'),
      ...since2021('ended_at'),
    ],
    'began as is known now': [
      change(`approved_at = '2022-02-22'`, 'fellow'),
      ...since2021('began_at'),
    ],
    'ends once': [
      change('left_at = null', 'former'),
      change('left_at = now()', 'former'),
      ...since2021('ended_at'),
    ],
  },
  access: [
    `
| actor            | select                       | insert | update | delete blindly | truncate |
| anonymous        | 42501                        | 42501  | 42501  | 42501          | 42501    |
| student former instructor | own                 | 42501  | 42501  | 42501          | 42501    |
| guardian         | child                        | 42501  | 42501  | 42501          | 42501    |
| otherGuardian    | otherChild                   | 42501  | 42501  | 42501          | 42501    |
| manager          | ${atNorth.join(' ')} manager-south | 42501 | 42501 | 42501         | 42501    |
| deputy           | ${atNorth.join(' ')}         | 42501  | 42501  | 42501          | 42501    |
| otherManager     | ${atSouth.join(' ')}         | 42501  | 42501  | 42501          | 42501    |
| system           | all                          | 42501  | 42501  | 42501          | 42501    |
| everyone else    | -                            | 42501  | 42501  | 42501          | 42501    |`,
    `
| actor            | begins with a gym of theirs | begins when they are let in | ends when they leave | ends where they leave |
| anonymous        | 42501                       | 42501                       | 42501                | 42501                 |
| manager          | own                         | pending                     | fellow               | manager               |
| deputy           | own                         | pending                     | fellow               | -                     |
| otherManager     | own                         | -                           | -                    | manager               |
| pending          | own                         | 42501/guard                 | -                    | -                     |
| system           | stranger                    | pending                     | fellow               | manager               |
| newcomer         | 42501/rls                   | -                           | -                    | -                     |
| deleted          | 42501/guard                 | -                           | -                    | -                     |
| everyone else    | own                         | -                           | -                    | -                     |`,
    `
| actor            | begins where they are written down | is dated when it changes |
| everyone else    | stranger                           | fellow                   |`,
    `
| actor            | began as is known now | ends once   |
| anonymous        | 42501                 | 42501       |
| manager deputy   | 42501/guard           | 42501/guard |
| former           | -                     | 42501/guard |
| system           | fellow                | former      |
| everyone else    | -                     | -           |`,
  ],
};
