import type { Probe, Subject } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';

const read = (who: string, gym = 'north') =>
  `select id from private.member_profile(:gyms.${gym}, :users.${who})`;
/** Who read it, as the trail has it after it was read twice. */
const readers = (who: string, step = read(who)) => [
  step,
  step,
  becomeSystem,
  `select actor_id from public.audit_events
    where action = 'minor_read' and gym_id = :gyms.north and subject_id = :users.${who}`,
];

const profileProbes: Record<string, Probe> = {
  'a child': read('child'),
  'a child elsewhere': read('otherChild'),
  'a child of south': read('otherChild', 'south'),
  'an adult': read('fellow'),
  'who asks': read('pending'),
  'who was turned down': read('denied'),
  'who left': read('former'),
  'the erased': read('deleted'),
  'who read of a child': readers('child'),
  'who read of a child that asks': readers('pending'),
  'who read of an adult': readers('fellow'),
};

const memberProfile: Subject = {
  name: 'private.member_profile(uuid,uuid)',
  returns: 'SETOF users',
  probes: profileProbes,
  access: [
    `
| actor            | a child | a child elsewhere | a child of south | an adult | who asks | who left |
| anonymous system | 42501   | 42501             | 42501            | 42501    | 42501    | 42501    |
| instructor       | child   | -                 | -                | fellow   | -        | -        |
| manager          | child   | -                 | otherChild       | fellow   | pending  | -        |
| deputy           | child   | -                 | -                | fellow   | pending  | -        |
| otherManager     | -       | -                 | otherChild       | -        | -        | -        |
| everyone else    | -       | -                 | -                | -        | -        | -        |`,
    `
| actor            | who was turned down | the erased | who read of a child | who read of a child that asks | who read of an adult |
| anonymous system | 42501               | 42501      | 42501               | 42501                         | 42501 |
| instructor       | -                   | -          | own                 | -                             | -     |
| manager          | -                   | -          | own                 | own                           | -     |
| deputy           | -                   | -          | -                   | own                           | -     |
| everyone else    | -                   | -          | -                   | -                             | -     |`,
  ],
};

const asked =
  'array[:users.child, :users.pending, :users.fellow, :users.former, :users.otherChild, :me]::uuid[]';

const peopleNames: Subject = {
  name: 'private.people_names(uuid[])',
  returns: 'TABLE(user_id uuid, first_name text, last_name text, image_url text, email text)',
  probes: {
    names: `select user_id from private.people_names(${asked})`,
    addresses: `select user_id from private.people_names(${asked}) where email is not null`,
  },
  access: [`
| actor            | names                               | addresses         |
| anonymous system | 42501                               | 42501             |
| newcomer deleted | -                                   | -                 |
| instructor       | own child fellow                    | own fellow        |
| manager          | own child pending fellow otherChild | own fellow        |
| deputy           | own child pending fellow            | own child fellow  |
| otherManager     | own otherChild                      | own               |
| guardian         | own child                           | own child         |
| otherGuardian    | own otherChild                      | own otherChild    |
| everyone else    | own                                 | own               |`],
};

export const profileSubjects = [memberProfile, peopleNames];
