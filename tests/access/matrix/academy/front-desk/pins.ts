import type { Probe, Subject } from '../../../proof/cells.ts';
import { subjectOf } from '../../../world/actors.ts';
import { digestOf } from '../../../world/front-desk.ts';
import { becomeSystem, elsewhere } from '../../returning.ts';
import { inTheTrail } from './in-the-trail.ts';

const NEW = digestOf('somebody new');
const setPin = (who: string, gym = 'north', digests = [NEW]) =>
  `select private.set_pin(:gyms.${gym}, :users.${who}, '{${digests.join(',')}}')`;
/** Whose PINs are made of a digest, or of none that the world knows. */
const pinsOf = (condition: string) => [
  becomeSystem,
  `select user_id from private.member_pins where ${condition}`,
];

/** The child has one at south as well; then the manager of north goes on. */
const inBothGyms = (step: string) => [
  becomeSystem,
  `insert into private.member_pins (gym_id, user_id, pin_hash)
    values (:gyms.south, :users.child, repeat('a', 64))`,
  elsewhere({ sub: subjectOf('manager') }),
  step,
  ...pinsOf('gym_id = :gyms.south'),
];

const setProbes: Record<string, Probe> = {
  "one's own": `select private.set_pin(:gyms.north, :me, '{${NEW}}')`,
  "student's": setPin('student'),
  "child's": setPin('child'),
  "pending's": setPin('pending'),
  "former's": setPin('former'),
  "erased's": setPin('deleted'),
  "other child's at south": setPin('otherChild', 'south'),
  "other child's at north": setPin('otherChild'),
  'the first free one': setPin('child', 'north', [digestOf('student'), NEW]),
  'one that south has': setPin('child', 'north', [digestOf('otherChild')]),
  'in the trail': [setPin('child'), ...inTheTrail('pin_set', 'subject_id = :users.child')],
  'who has one then': [setPin('grown'), ...pinsOf(`gym_id = :gyms.north`)],
  'who has another then': [
    setPin('child'),
    ...pinsOf(`created_at = now()::timestamptz(3)`),
  ],
  'who has one elsewhere then': inBothGyms(setPin('child')),
};

const setPinSubject: Subject = {
  name: 'private.set_pin(uuid,uuid,text[])',
  returns: 'integer',
  probes: setProbes,
  access: [
    `
| actor            | one's own | student's | child's | pending's | former's | erased's |
| anonymous system | 42501     | 42501     | 42501   | 42501     | 42501    | 42501    |
| student          | 1         | 1         | 23503   | 23503     | 23503    | 23503    |
| instructor       | 1         | 23503     | 23503   | 23503     | 23503    | 23503    |
| manager          | 1         | 1         | 1       | 23503     | 23503    | 23503    |
| deputy           | 1         | 1         | 1       | 23503     | 23503    | 23503    |
| guardian         | 23503     | 23503     | 1       | 23503     | 23503    | 23503    |
| everyone else    | 23503     | 23503     | 23503   | 23503     | 23503    | 23503    |`,
    `
| actor            | other child's at south | other child's at north | the first free one | one that south has |
| anonymous system | 42501                  | 42501                  | 42501              | 42501              |
| manager deputy guardian | 23503           | 23503                  | 2                  | 1                  |
| otherManager otherGuardian | 1            | 23503                  | 23503              | 23503              |
| everyone else    | 23503                  | 23503                  | 23503              | 23503              |`,
    `
| actor            | in the trail | who has one then           | who has another then |
| anonymous system | 42501        | 42501                      | 42501                |
| manager          | own          | student fellow child grown | child                |
| deputy           | own          | student fellow child grown | child                |
| guardian         | own          | 23503                      | child                |
| everyone else    | 23503        | 23503                      | 23503                |`,
    // By the manager, whoever the actor is.
    `
| actor         | who has one elsewhere then |
| everyone else | otherChild child           |`,
  ],
};

const removePin = (who: string, gym = 'north') =>
  `select private.remove_pin(:gyms.${gym}, :users.${who})`;

const removePinSubject: Subject = {
  name: 'private.remove_pin(uuid,uuid)',
  returns: 'boolean',
  probes: {
    "student's": removePin('student'),
    "child's": removePin('child'),
    'of who has none': removePin('grown'),
    'of south': removePin('otherChild', 'south'),
    'in the trail': [removePin('child'), ...inTheTrail('pin_removed')],
    'who has one then': [removePin('child'), ...pinsOf('true')],
    'who has one elsewhere then': inBothGyms(removePin('child')),
  },
  access: [
    `
| actor            | student's | child's | of who has none | of south | in the trail | who has one then          |
| anonymous system | 42501     | 42501   | 42501           | 42501    | 42501        | 42501                     |
| student          | true      | 23503   | 23503           | 23503    | 23503        | 23503                     |
| manager deputy   | true      | true    | false           | 23503    | own          | student fellow otherChild |
| guardian         | 23503     | true    | 23503           | 23503    | own          | student fellow otherChild |
| otherManager otherGuardian | 23503 | 23503 | 23503         | true     | 23503        | 23503                     |
| everyone else    | 23503     | 23503   | 23503           | 23503    | 23503        | 23503                     |`,
    // By the manager, whoever the actor is.
    `
| actor         | who has one elsewhere then |
| everyone else | otherChild child           |`,
  ],
};

const issue = (who: string) =>
  `select private.issue_check_in_code(:users.${who}, repeat('a', 64))
    = (now() + interval '1 minute')::timestamptz(3)`;

const issueCheckInCode: Subject = {
  name: 'private.issue_check_in_code(uuid,text)',
  returns: 'timestamp with time zone',
  probes: {
    "student's": issue('student'),
    "child's": issue('child'),
    "stranger's": issue('stranger'),
    "former's": issue('former'),
    'whose it is': [
      issue('child'),
      becomeSystem,
      `select user_id from private.check_in_codes where code_hash = repeat('a', 64)`,
    ],
    'who has an old one then': [
      issue('child'),
      becomeSystem,
      `select user_id from private.check_in_codes where expires_at < '2021-01-01'`,
    ],
    'what stays a while': [
      becomeSystem,
      `update private.check_in_codes set expires_at = now() - interval '9 minutes'`,
      elsewhere({ sub: subjectOf('student') }),
      issue('student'),
      becomeSystem,
      `select user_id from private.check_in_codes where expires_at < now()`,
    ],
  },
  access: [
    `
| actor            | student's | child's | stranger's | former's | whose it is | who has an old one then |
| anonymous system | 42501     | 42501   | 42501      | 42501    | 42501       | 42501                   |
| student          | true      | 23503   | 23503      | 23503    | 23503       | 23503                   |
| guardian deputy  | 23503     | true    | 23503      | 23503    | child       | student fellow          |
| everyone else    | 23503     | 23503   | 23503      | 23503    | 23503       | 23503                   |`,
    // By the student, whoever the actor is.
    `
| actor         | what stays a while   |
| everyone else | student fellow child |`,
  ],
};

/** PINs and codes of members. */
export const pinFunctions = [setPinSubject, removePinSubject, issueCheckInCode];
