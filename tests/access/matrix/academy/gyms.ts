import { people } from '../../world/actors.ts';
import type { Subject } from '../../proof/cells.ts';
import { gyms as rows } from '../../world/world.ts';
import { clockOf, touched } from '../returning.ts';

const person = Object.fromEntries(people.map((name) => [name, `:users.${name}`]));

/** Gyms: found by anyone signed in, founded by anyone with an account, changed by their managers. */
export const gyms: Subject = {
  name: 'public.gyms',
  rows,
  probes: {
    select: `select * from public.gyms`,
    update: `update public.gyms set name = 'x' where id = :row ${touched}`,
    'update blindly': `update public.gyms set name = 'x'`,
    delete: `delete from public.gyms`,
    truncate: `truncate public.gyms`,

    'found with': {
      sql: `insert into public.gyms (name, manager_id, legacy_id, closed_at) values ('x', :it)
        returning 'ok'`,
      each: {
        oneself: ':me, null, null',
        another: ':users.fellow, null, null',
        nobody: 'null, null, null',
        'legacy-id': ':me, 7, null',
        closed: ':me, null, now()',
      },
    },
    'insert backdated': `insert into public.gyms (name, manager_id, created_at)
      values ('x', :me, '2000-01-01') ${clockOf('created_at')}`,
    'insert post-dated': `insert into public.gyms (name, manager_id, updated_at)
      values ('x', :me, '2000-01-01') ${clockOf('updated_at')}`,
    'founder is': [
      `insert into public.gyms (id, name, manager_id) values (:gyms.new, 'x', :me)`,
      `select user_id from public.memberships where gym_id = :gyms.new and role = 'MANAGER'
        and approved_at is not null and decided_by = user_id`,
    ],

    'hand north over to': {
      sql: `update public.gyms set manager_id = :it where id = :gyms.north returning 'ok'`,
      each: { ...person, nobody: 'null' },
    },
    'successor is': [
      `update public.gyms set manager_id = :users.student where id = :gyms.north`,
      `select m.user_id from public.memberships m join public.gyms g on g.manager_id = m.user_id
        where g.id = :gyms.north and m.role = 'MANAGER' and m.decided_by = :me`,
    ],
    'name anew those who': {
      sql: [
        `update public.gyms set manager_id = :it where id = :gyms.north`,
        `select 'ok' from public.memberships where user_id = :it and gym_id = :gyms.north
          and role = 'MANAGER' and approved_at is not null and denied_at is null and left_at is null`,
      ],
      each: { left: ':users.former', withdrew: ':users.barred', 'were-denied': ':users.denied' },
    },
  },
  access: [
    `
| actor          | select | update | update blindly | delete | truncate |
| anonymous      | 42501  | 42501  | 42501          | 42501  | 42501    |
| manager deputy | all    | north  | ×1             | 42501  | 42501    |
| otherManager   | all    | south  | ×1             | 42501  | 42501    |
| system         | all    | all    | ×3             | 23503  | 42501    |
| everyone else  | all    | -      | -              | 42501  | 42501    |`,
    `
| actor            | found with | insert backdated | insert post-dated | founder is |
| anonymous        | 42501       | 42501            | 42501             | 42501      |
| newcomer         | 42501/rls   | 42501/rls        | 42501/rls         | 42501/rls  |
| deleted          | 42501/guard: oneself legacy-id closed · 42501/rls: another nobody | 42501/guard | 42501/guard | 42501/guard |
| system           | all · 23514: closed | backdated        | backdated         | own        |
| everyone else    | 42501/rls: all · oneself | now | now | own |`,
    `
| actor          | hand north over to                                  | successor is | name anew those who |
| anonymous      | 42501                                               | 42501        | 42501 |
| manager deputy | members · 42501/guard: deleted · 23514: pending denied barred former at-south stranger guardian otherGuardian formerGuardian nobody | student | 23514 |
| system         | all · 42501/guard: deleted                          | - | all |
| everyone else  | -                                                   | - | - |`,
  ],
  updatable: [
    ...['name', 'address', 'logo', 'manager_id', 'since', 'timezone', 'waitlist'],
    ...['dues', 'dues_grace_days'],
  ],
};
