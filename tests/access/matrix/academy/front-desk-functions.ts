import type { Probe, Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';
import { digestOf, tokenOfDesk } from '../../world/front-desk.ts';
import { becomeSystem, elsewhere } from '../returning.ts';
import { subjectOf } from '../../world/actors.ts';

const inTheTrail = (action: string, about = 'gym_id = :gyms.north') => [
  becomeSystem,
  `select actor_id from public.audit_events where action = '${action}' and ${about}`,
];

const letIn = (gym: string) =>
  `select created_by from private.let_in_front_desk(:gyms.${gym}, 'x', repeat('a', 64))`;
/** So many more devices of a gym, made by the system; then the manager of north goes on. */
const crowd = (count: number, gym: string, columns = '', values = '') => [
  becomeSystem,
  `insert into public.front_desks (gym_id, name, token_hash${columns})
    select :gyms.${gym}, 'x', repeat('b', 32) || md5(n::text)${values}
    from generate_series(1, ${count}) n`,
  elsewhere({ sub: subjectOf('manager') }),
];

const letInFrontDesk: Subject = {
  name: 'private.let_in_front_desk(uuid,text,text)',
  returns: 'SETOF front_desks',
  probes: {
    'at north': letIn('north'),
    'at south': letIn('south'),
    'in the trail': [
      letIn('north'),
      ...inTheTrail('front_desk_let_in', `gym_id = :gyms.north and details = '{"name": "x"}'`),
    ],
    'the twentieth': [...crowd(18, 'north'), letIn('north')],
    'one more': [...crowd(19, 'north'), letIn('north')],
    'beside those of south': [...crowd(19, 'south'), letIn('north')],
    'beside revoked ones': [...crowd(19, 'north', ', revoked_at', ', now()'), letIn('north')],
  },
  access: [
    `
| actor            | at north    | at south    | in the trail |
| anonymous system | 42501       | 42501       | 42501        |
| manager deputy   | own         | 42501/guard | own          |
| otherManager     | 42501/guard | own         | 42501/guard  |
| everyone else    | 42501/guard | 42501/guard | 42501/guard  |`,
    // By the manager, whoever the actor is.
    `
| actor         | the twentieth | one more | beside those of south | beside revoked ones |
| everyone else | manager       | 23514    | manager               | manager             |`,
  ],
};

const revoke = (row: string) => `select id from private.revoke_front_desk(:front_desks.${row})`;

const revokeFrontDesk: Subject = {
  name: 'private.revoke_front_desk(uuid)',
  returns: 'SETOF front_desks',
  probes: {
    'of north': revoke('north'),
    'of south': revoke('south'),
    'that is revoked': revoke('spent'),
    'in the trail': [
      revoke('north'),
      ...inTheTrail('front_desk_revoked', `gym_id = :gyms.north and details = '{"name": "north"}'`),
    ],
    'all that are then': [
      revoke('north'),
      becomeSystem,
      `select id from public.front_desks where revoked_at is not null`,
    ],
  },
  access: [`
| actor            | of north | of south | that is revoked | in the trail | all that are then |
| anonymous system | 42501    | 42501    | 42501           | 42501        | 42501             |
| manager deputy   | north    | -        | -               | own          | north spent       |
| otherManager     | -        | south    | -               | -            | spent             |
| everyone else    | -        | -        | -               | -            | spent             |`],
};

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

const day = (token: string, what: string) =>
  `select ${what} from private.front_desk_classes(${token})`;
const ofDesk = (row: string) => `'${tokenOfDesk(row)}'`;
const seen = (token: string) => [
  day(token, 'true'),
  becomeSystem,
  `select id from public.front_desks where last_seen_at = now()::timestamptz(3)`,
];

/** Whoever has a token of a device has what it opens: the actor makes no difference but to `:token`. */
const frontDeskClasses: Subject = {
  name: 'private.front_desk_classes(text)',
  returns: 'TABLE(gym_name text, timezone text, classes jsonb)',
  probes: {
    'with their token': day(':token', 'gym_name'),
    "with south's": day(ofDesk('south'), `gym_name || '/' || timezone`),
    'with one that was revoked': day(ofDesk('spent'), 'gym_name'),
    'with a hash': day(`encode(sha256(${ofDesk('north')}), 'hex')`, 'gym_name'),
    'seen then': seen(':token'),
  },
  access: [`
| actor         | with their token | with south's        | with one that was revoked | with a hash | seen then |
| frontDesk     | north            | south/Europe/Lisbon | -                         | -           | north     |
| anonymous     | -                | south/Europe/Lisbon | -                         | -           | -         |
| everyone else | 42501            | 42501               | 42501                     | 42501       | 42501     |`],
};

const checkIn = (token: string) =>
  `select outcome from private.front_desk_check_in(
    ${token}, :classes.southern, '2020-02-10', '${digestOf('student')}', null)`;

/** What is checked when is tried in `tests/db/academy/front-desk`, which has a clock. */
const frontDeskCheckIn: Subject = {
  name: 'private.front_desk_check_in(text,uuid,date,text,text)',
  returns: 'TABLE(outcome text, reason text, retry_at timestamp with time zone, ' +
    'first_name text, initial text)',
  probes: {
    'with their token': checkIn(':token'),
    "with south's": checkIn(ofDesk('south')),
    'with one that was revoked': checkIn(ofDesk('spent')),
    'seen then': [
      checkIn(':token'),
      becomeSystem,
      `select id from public.front_desks where last_seen_at = now()::timestamptz(3)`,
    ],
  },
  access: [`
| actor         | with their token | with south's | with one that was revoked | seen then |
| frontDesk     | not_today        | not_today    | -                         | north     |
| anonymous     | -                | not_today    | -                         | -         |
| everyone else | 42501            | 42501        | 42501                     | 42501     |`],
};

/** Steps of these functions, which have asked whose the token is, or who is calling. */
const closedSteps = closed([
  ['open_front_desk(text)', 'SETOF front_desks', `open_front_desk(${ofDesk('north')})`],
  ['see_front_desk(uuid)', 'void', 'see_front_desk(:front_desks.north)'],
  [
    'front_desk_day(uuid,timestamp with time zone)',
    'TABLE(class_id uuid, class_date date, starts_at timestamp with time zone, ' +
    'ends_at timestamp with time zone, status text, modality text, description text, ' +
    'instructor_first_name text)',
    'front_desk_day(:gyms.north, now())',
  ],
  [
    'front_desk_lock(uuid,uuid,uuid,timestamp with time zone)',
    'timestamp with time zone',
    'front_desk_lock(:front_desks.north, :gyms.north, null, now())',
  ],
  [
    'check_in_at_desk(uuid,uuid,date,text,text,timestamp with time zone)',
    'TABLE(outcome text, reason text, retry_at timestamp with time zone, ' +
    'first_name text, initial text)',
    `check_in_at_desk(:front_desks.north, :classes.mat, '2020-02-03', 'x', null, now())`,
  ],
  ['hold_pin_owner(uuid,uuid)', 'void', 'hold_pin_owner(:gyms.north, :users.fellow)'],
  ['pin_hash(uuid,text)', 'text', `pin_hash(:gyms.north, 'x')`],
], 'frontDesk');

export const frontDeskFunctions = [
  ...[letInFrontDesk, revokeFrontDesk, setPinSubject, removePinSubject, issueCheckInCode],
  ...[frontDeskClasses, frontDeskCheckIn, ...closedSteps],
];
