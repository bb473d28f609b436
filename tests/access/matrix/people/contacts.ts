import type { Subject } from '../../proof/cells.ts';
import { contacts as rows } from '../../world/people.ts';
import { becomeSystem, clockOf, touched } from '../returning.ts';

const insert = (who: string, more = '', value = '') =>
  `insert into public.emergency_contacts (user_id, name, phone${more})
    values (${who}, 'x', '+5511999998888'${value})`;

/** Whom to call: one's own and a child's to write; staff read by a function that leaves a trace. */
const emergencyContacts: Subject = {
  name: 'public.emergency_contacts',
  rows,
  probes: {
    select: `select * from public.emergency_contacts`,
    'insert for': {
      sql: `${insert(':it')} returning 'ok'`,
      each: { oneself: ':me', child: ':users.child', otherChild: ':users.otherChild' },
    },
    'insert backdated': `${insert(':me', ', created_at', `, '2000-01-01'`)}
      ${clockOf('created_at')}`,
    'insert post-dated': `${insert(':me', ', updated_at', `, '2000-01-01'`)}
      ${clockOf('updated_at')}`,
    update: `update public.emergency_contacts set notes = 'x' where id = :row ${touched}`,
    'update blindly': `update public.emergency_contacts set notes = 'x'`,
    delete: `delete from public.emergency_contacts where id = :row returning 'ok'`,
    'delete blindly': `delete from public.emergency_contacts`,
    truncate: `truncate public.emergency_contacts`,
  },
  access: [
    `
| actor           | select     | update     | delete     | delete blindly | truncate |
| anonymous       | 42501      | 42501      | 42501      | 42501          | 42501    |
| student former  | own        | own        | own        | ×1             | 42501    |
| guardian deputy | child      | child      | child      | ×1             | 42501    |
| otherGuardian   | otherChild | otherChild | otherChild | ×1             | 42501    |
| system          | all        | all        | all        | ×4             | 42501    |
| everyone else   | -          | -          | -          | -              | 42501    |`,
    `
| actor                                        | update blindly |
| anonymous                                    | 42501          |
| student former guardian deputy otherGuardian | ×1             |
| system                                       | ×4             |
| everyone else                                | -              |`,
    `
| actor           | insert for                             | insert backdated | insert post-dated |
| anonymous       | 42501                                  | 42501            | 42501             |
| newcomer        | 42501/rls                              | 42501/rls        | 42501/rls         |
| deleted         | 42501/rls: all · 42501/guard: oneself · 42501/rls: child otherChild | 42501/guard | 42501/guard |
| guardian deputy | 42501/rls: all · oneself child         | now              | now               |
| otherGuardian   | 42501/rls: all · oneself otherChild    | now              | now               |
| system          | all                                    | backdated        | backdated         |
| everyone else   | 42501/rls: all · oneself               | now              | now               |`,
  ],
  updatable: ['name', 'phone', 'relation', 'notes'],
};

const read = (gym: string, who: string) =>
  `select id from private.member_contacts(:gyms.${gym}, :users.${who})`;

const memberContacts: Subject = {
  name: 'private.member_contacts(uuid,uuid)',
  returns: 'SETOF emergency_contacts',
  probes: {
    'the child': read('north', 'child'),
    'the former': read('north', 'former'),
    'the child, as of south': read('south', 'child'),
    'whose trail': [
      read('north', 'manager'),
      becomeSystem,
      `select gym_id from public.audit_events
        where action = 'contacts_read' and subject_id = :users.manager`,
    ],
    'read twice, then': [
      read('north', 'child'),
      read('north', 'child'),
      becomeSystem,
      `select actor_id from public.audit_events where action = 'contacts_read'
        and gym_id = :gyms.north and subject_id = :users.child`,
    ],
  },
  access: [`
| actor                     | the child | the former | the child, as of south | read twice, then | whose trail |
| anonymous system          | 42501     | 42501      | 42501                  | 42501            | 42501       |
| instructor                | child     | -          | -                      | own              | north       |
| manager                   | child     | -          | -                      | own              | -           |
| deputy                    | child     | -          | -                      | -                | north       |
| everyone else             | -         | -          | -                      | -                | -           |`],
};

export const contactSubjects = [emergencyContacts, memberContacts];
