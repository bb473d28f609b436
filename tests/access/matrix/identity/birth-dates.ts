import type { Probe } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';

/** A change of a birth date, each row in turn. `pending` is a child who has an account. */
const date = (to: string) =>
  `update public.users set birth_date = ${to} where id = :row
  returning 'ok'`;

/** Whose changes are in the trail then, and of which gym. */
const events = (...steps: string[]) => [
  ...steps,
  becomeSystem,
  `select gym_id from public.audit_events
    where action = 'birth_date_changed' and actor_id is not distinct from (
      select id from public.users where id = :me and :me <> :users.stranger
    ) and details ->> 'is_minor' is not null`,
];
const redate = (who: string, to: string) =>
  `update public.users set birth_date = '${to}' where id = :${who}`;

export const birthDateProbes: Record<string, Probe> = {
  redate: date(`'2000-06-01'`),
  undate: date('null'),
  'date anew': date('birth_date'),
  postdate: date(`'2150-01-01'`),
  'trail of a child': events(redate('users.child', '2019-01-01')),
  'trail of who comes of age': events(redate('users.child', '2001-01-01')),
  'trail of who is a child then': events(redate('users.student', '2019-01-01')),
  'trail of who left': events(redate('users.former', '2019-01-01')),
  'trail of who was denied': events(redate('users.denied', '2019-01-01')),
  'trail of the grown': events(redate('users.student', '2001-01-01')),
};

const changes = `
| actor            | redate | undate | date anew | postdate |
| anonymous        | 42501  | 42501  | 42501     | 42501    |
| newcomer deleted | -      | -      | -         | -        |
| pending          | 42501/guard: own | 42501/guard: own | own | 23514: own |
| guardian deputy  | own child | own · 42501/guard: child | own child | 23514: own child |
| otherGuardian    | own otherChild | own · 42501/guard: otherChild | own otherChild | 23514: own otherChild |
| system           | all · -: deleted | all · -: deleted | all · -: deleted | 23514 |
| everyone else    | own    | own    | own       | 23514: own |`;

const trail = `
| actor           | trail of a child | trail of who comes of age | trail of who is a child then | trail of the grown |
| anonymous       | 42501            | 42501                     | 42501                        | 42501              |
| guardian deputy | north            | north                     | -                            | -                  |
| system          | north            | north                     | north                        | -                  |
| everyone else   | -                | -                         | -                            | -                  |`;

/** They are in no gym: the event names none. */
const elsewhere = `
| actor         | trail of who left | trail of who was denied |
| anonymous     | 42501             | 42501                   |
| system        | null              | null                    |
| everyone else | -                 | -                       |`;

export const birthDateGrids = [changes, trail, elsewhere];
