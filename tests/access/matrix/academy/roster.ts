import type { Subject } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';

/** Of the first Monday of 2020: who was there. */
const read = (what: string, held = 'mat') =>
  `select ${what} from private.class_roster(:classes.${held}, '2020-01-06', null, null, 50)`;
/** About whom it left a trace, read twice. */
const traced = (action: string) => [
  read('user_id'),
  read('user_id'),
  becomeSystem,
  `select subject_id from public.audit_events
    where action = '${action}' and gym_id = :gyms.north and actor_id = :me`,
];

export const classRoster: Subject = {
  name: 'private.class_roster(uuid,date,text,uuid,integer)',
  returns: 'TABLE(user_id uuid, first_name text, last_name text, image_url text, status text, ' +
    'age integer, is_minor boolean, contacts jsonb, sort_name text)',
  probes: {
    north: read('user_id'),
    south: read('user_id', 'southern'),
    'whose contacts': `${read('user_id')} where contacts <> '[]'`,
    'of which children': `${read('user_id')} where is_minor and age is not null`,
    'names of whom': `${read('user_id')} where first_name is not null`,
    'read, of which children': traced('minor_read'),
    'read, of whose contacts': traced('contacts_read'),
  },
  access: [
    `
| actor            | north          | south          | whose contacts | of which children |
| anonymous system | 42501          | 42501          | 42501          | 42501             |
| instructor deputy | members former | -             | child student  | child             |
| manager          | members former | south-check-ins | child student | child             |
| otherManager     | -              | south-check-ins | -             | -                 |
| everyone else    | -              | -              | -              | -                 |`,
    `
| actor            | names of whom | read, of which children | read, of whose contacts |
| anonymous system | 42501         | 42501                   | 42501                   |
| instructor manager | student fellow instructor manager deputy child grown | child | child student |
| deputy           | student fellow instructor manager deputy child grown | - | student |
| everyone else    | -             | -                       | -                       |`,
  ],
};
