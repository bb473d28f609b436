import type { Subject } from '../../proof/cells.ts';
import { guardianships as rows } from '../../world/family.ts';
import { touched } from '../returning.ts';

/** Who acts for whom: seen by both, by a child's other guardians and by staff; written by functions. */
const guardianships: Subject = {
  name: 'public.guardianships',
  rows,
  probes: {
    select: `select * from public.guardianships`,
    insert: `insert into public.guardianships (guardian_id, dependent_id, relation)
      values (:me, :users.fellow, 'parent')`,
    update: `update public.guardianships set ended_at = null where id = :row ${touched}`,
    'delete blindly': `delete from public.guardianships`,
    truncate: `truncate public.guardianships`,
  },
  access: [`
| actor              | select                               | insert | update | delete blindly | truncate |
| anonymous          | 42501                                | 42501  | 42501  | 42501          | 42501    |
| guardian           | guardian formerGuardian deputy       | 42501  | 42501  | 42501          | 42501    |
| otherGuardian      | otherGuardian                        | 42501  | 42501  | 42501          | 42501    |
| formerGuardian     | formerGuardian grown                 | 42501  | 42501  | 42501          | 42501    |
| instructor deputy  | guardian formerGuardian deputy grown | 42501  | 42501  | 42501          | 42501    |
| manager            | all                                  | 42501  | 42501  | 42501          | 42501    |
| otherManager       | otherGuardian                        | 42501  | 42501  | 42501          | 42501    |
| system             | all                                  | ×1     | all    | ×5             | 42501    |
| everyone else      | -                                    | 42501  | 42501  | 42501          | 42501    |`],
};

const personIds: Subject = {
  name: 'private.person_ids()',
  returns: 'uuid[]',
  probes: { call: `select unnest(private.person_ids())` },
  access: [`
| actor                   | call           |
| anonymous               | 42501          |
| newcomer deleted system | -              |
| guardian deputy         | own child      |
| otherGuardian           | own otherChild |
| everyone else           | own            |`],
};

const personGymIds: Subject = {
  name: 'private.person_gym_ids()',
  returns: 'uuid[]',
  probes: { call: `select unnest(private.person_gym_ids())` },
  access: [`
| actor                                      | call        |
| anonymous                                  | 42501       |
| student instructor deputy guardian         | north       |
| manager                                    | north south |
| otherManager otherGuardian                 | south       |
| everyone else                              | -           |`],
};

const isMinor: Subject = {
  name: 'private.is_minor(date)',
  returns: 'boolean',
  probes: {
    'eighteen today': `select private.is_minor(
      ((now() at time zone 'UTC')::date - interval '18 years')::date)`,
    'eighteen tomorrow': `select private.is_minor(
      ((now() at time zone 'UTC')::date + 1 - interval '18 years')::date
      + case when to_char(now() at time zone 'UTC', 'MMDD') = '0228' then 1 else 0 end)`,
    unknown: `select private.is_minor(null)`,
    'by another clock': [
      `select set_config('timezone', 'X+167', true)`,
      `select private.is_minor(((now() at time zone 'UTC')::date - interval '18 years')::date)`,
    ],
  },
  access: [`
| actor         | eighteen today | eighteen tomorrow | unknown | by another clock |
| anonymous     | 42501          | 42501             | 42501   | 42501            |
| everyone else | false          | true              | false   | false            |`],
};

const adultsBornBy: Subject = {
  name: 'private.adults_born_by(date)',
  returns: 'date',
  probes: {
    'years of today': `select extract(year from age(
      (now() at time zone 'UTC')::date + 1, private.adults_born_by()))::text`,
  },
  access: [`
| actor         | years of today |
| anonymous     | 42501          |
| everyone else | 18             |`],
};

export const family = [guardianships, personIds, personGymIds, isMinor, adultsBornBy];
