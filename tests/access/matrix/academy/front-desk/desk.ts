import type { Subject } from '../../../proof/cells.ts';
import { digestOf, tokenOfDesk } from '../../../world/front-desk.ts';
import { closed } from '../../closed.ts';
import { becomeSystem } from '../../returning.ts';

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

/** What a device does, and the steps of it. */
export const deskFunctions = [frontDeskClasses, frontDeskCheckIn, ...closedSteps];
