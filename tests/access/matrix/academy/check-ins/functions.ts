import type { Probe, Subject } from '../../../proof/cells.ts';
import { becomeSystem } from '../../returning.ts';
import { asked, askedCells } from './dues-asked.ts';

const of = (held: string) =>
  `:classes.${held}, (select ends_on from public.classes where id = :classes.${held})`;
export const returns = 'TABLE(refusal text, retry_at timestamp with time zone, check_in check_ins)';
/** In a word what came of each, in order. */
const told = `string_agg(coalesce(refusal, (check_in).status), '/')`;
const trail = (whose: string) => [
  becomeSystem,
  `select action || ':' || coalesce(details ->> 'reason', '-') from public.audit_events
    where subject_id = ${whose} and action in ('checked_in_by_staff', 'overridden')`,
];

const book = (held: string, person: string) =>
  `select ${told} from private.book_class(${of(held)}, ${person})`;

const bookClass: Subject = {
  name: 'private.book_class(uuid,date,uuid)',
  returns,
  probes: {
    themselves: book('ahead', ':me'),
    'a child': book('ahead', ':users.child'),
    'a fellow': book('later', ':users.fellow'),
    'who left': book('ahead', ':users.former'),
    'who owes': [...asked, book('later', ':users.fellow')],
    'whom nobody covers': [...asked, book('ahead', ':users.grown')],
    'what is not booked': book('today', ':me'),
    southern: `select ${told} from private.book_class(:classes.southern, '2020-01-06', :me)`,
    'at now': [
      book('ahead', ':me'),
      becomeSystem,
      `select (made_at = now()::timestamptz(3) and made_at = received_at)::text from public.check_ins
        where user_id = :me and class_id = :classes.ahead and made_at > '2021-01-01'`,
    ],
  },
  access: [
    `
| actor             | themselves       | a child         | a fellow        | who left         | at now |
| anonymous system  | 42501            | 42501           | 42501           | 42501            | 42501  |
| student           | booked           | child_not_found | child_not_found | child_not_found  | -      |
| guardian          | member_not_found | waiting         | child_not_found | child_not_found  | -      |
| instructor manager deputy | waiting  | waiting         | waiting         | member_not_found | true   |
| everyone else     | class_not_found  | class_not_found | class_not_found | class_not_found  | -      |`,
    `
| actor             | who owes        | whom nobody covers |
| anonymous system  | 42501           | 42501           |
| student guardian  | child_not_found | child_not_found |
| instructor manager deputy | dues_overdue | no_dues_plan |
| everyone else     | class_not_found | class_not_found |`,
    `
| actor             | what is not booked | southern         |
| anonymous system  | 42501              | 42501            |
| student instructor deputy | bookings_not_taken | class_not_found |
| manager           | bookings_not_taken | bookings_not_taken |
| guardian          | member_not_found   | class_not_found  |
| otherManager      | class_not_found    | present          |
| otherGuardian     | class_not_found    | member_not_found |
| everyone else     | class_not_found    | class_not_found  |`,
  ],
};

const checkIn = (
  held: string,
  persons: string,
  { made = 'null', reason = 'null', what = told } = {},
) =>
  `select ${what} from private.check_in(${
    of(held)
  }, array[${persons}]::uuid[], ${made}, ${reason})`;
const guest = { reason: `'guest'` };
const { askedProbes, askedGrids } = askedCells((person, withReason = false) =>
  checkIn('today', person, withReason ? guest : {})
);
const over = (persons: string) =>
  `select ${told} from private.check_in(:classes.mat, '2020-01-13', array[${persons}]::uuid[], null, null)`;
const two = ':users.fellow, :users.grown';

const checkInProbes: Record<string, Probe> = {
  themselves: checkIn('today', ':me'),
  'a child': checkIn('today', ':users.child'),
  'a fellow': checkIn('today', ':users.fellow'),
  'who left': checkIn('today', ':users.former'),
  two: checkIn('today', two),
  'two guests': checkIn('today', two, guest),
  'themselves as a guest': checkIn('today', ':me', guest),
  'a child as a guest': checkIn('today', ':users.child', guest),
  'in the past': over(':users.fellow'),
  'themselves in the past': over(':me'),
  'a child in the past': over(':users.child'),
  'to come': checkIn('today', ':me', { made: `now() + interval '1 minute'` }),
  'long ago': checkIn('today', ':me', { made: `now() - interval '1441 minutes'` }),
  'an hour too early': checkIn('today', ':me', { made: `now() - interval '23 hours'` }),
  'when it was': [
    checkIn('today', ':me', { made: `now() - interval '10 minutes'` }),
    becomeSystem,
    `select extract(epoch from received_at - made_at)::integer || ':' ||
      (received_at = now()::timestamptz(3)) || ':' || (checked_in_by = :me)
      from public.check_ins where user_id = :me and class_id = :classes.today`,
  ],
  'when nobody says': [
    checkIn('today', ':me'),
    becomeSystem,
    `select (made_at = received_at)::text from public.check_ins
      where user_id = :me and class_id = :classes.today`,
  ],
  'trail of a fellow': [checkIn('today', two), checkIn('today', two), ...trail(':users.fellow')],
  'trail of a guest': [checkIn('today', two, guest), ...trail(':users.fellow')],
  'trail of themselves': [checkIn('today', ':me'), ...trail(':me')],
  'trail of oneself as a guest': [checkIn('today', ':me', guest), ...trail(':me')],
  'trail of a child': [checkIn('today', ':users.child'), ...trail(':users.child')],
  ...askedProbes,
};

const checkInFunction: Subject = {
  name: 'private.check_in(uuid,date,uuid[],timestamp with time zone,text)',
  returns:
    'TABLE(person uuid, refusal text, retry_at timestamp with time zone, check_in check_ins)',
  probes: checkInProbes,
  access: [
    `
| actor             | themselves       | a child         | a fellow        | who left         |
| anonymous system  | 42501            | 42501           | 42501           | 42501            |
| student           | present          | child_not_found | child_not_found | child_not_found  |
| guardian          | member_not_found | present         | child_not_found | child_not_found  |
| instructor manager deputy | present  | present         | present         | member_not_found |
| everyone else     | class_not_found  | class_not_found | class_not_found | class_not_found  |`,
    `
| actor             | two                             | two guests                      | themselves as a guest | a child as a guest |
| anonymous system  | 42501                           | 42501                           | 42501           | 42501           |
| student guardian  | child_not_found/child_not_found | not_class_staff/not_class_staff | not_class_staff | not_class_staff |
| instructor manager deputy | present/waiting         | present/present                 | present         | present         |
| everyone else     | class_not_found/class_not_found | class_not_found/class_not_found | class_not_found | class_not_found |`,
    `
| actor             | in the past     | themselves in the past | a child in the past |
| anonymous system  | 42501           | 42501                  | 42501               |
| student           | child_not_found | check_in_too_late      | child_not_found     |
| guardian          | child_not_found | member_not_found       | check_in_too_late   |
| instructor manager | present        | check_in_too_late      | present             |
| deputy            | present         | check_in_too_late      | check_in_too_late   |
| everyone else     | class_not_found | class_not_found        | class_not_found     |`,
    `
| actor             | to come          | long ago          | an hour too early  | when it was | when nobody says |
| anonymous system  | 42501            | 42501             | 42501              | 42501       | 42501 |
| student instructor manager deputy | made_in_future | made_too_long_ago | check_in_too_early | 600:true:true | true |
| guardian          | made_in_future   | made_too_long_ago | member_not_found   | -           | -     |
| everyone else     | class_not_found  | class_not_found   | class_not_found    | -           | -     |`,
    `
| actor             | trail of a fellow     | trail of a guest   | trail of themselves | trail of oneself as a guest | trail of a child |
| anonymous system  | 42501                 | 42501              | 42501 | 42501              | 42501 |
| instructor manager | checked_in_by_staff:- | overridden:guest | -    | overridden:guest | checked_in_by_staff:- |
| deputy            | checked_in_by_staff:- | overridden:guest | -     | overridden:guest | - |
| everyone else     | -                     | -                  | -     | -                  | - |`,
    ...askedGrids,
  ],
};

const cancel = (row: string, reason = 'null') =>
  `select ${told} from private.cancel_check_in(:check_ins.${row}, ${reason})`;

const cancelCheckIn: Subject = {
  name: 'private.cancel_check_in(uuid,text)',
  returns,
  probes: {
    booked: cancel('booked'),
    queued: cancel('queued'),
    'what was': cancel('student'),
    'what a child was': cancel('child'),
    'what they were': [
      `select ${told} from private.cancel_check_in(
        (select id from public.check_ins where user_id = :me and class_date = '2020-01-06'), null)`,
    ],
    'what they were, with a reason': [
      `select ${told} from private.cancel_check_in(
        (select id from public.check_ins where user_id = :me and class_date = '2020-01-06'), 'x')`,
    ],
    southern: cancel('otherStudent'),
    'booked, with a reason': cancel('booked', `'x'`),
    'the reason': [
      cancel('booked', `'x'`),
      becomeSystem,
      `select override_reason from public.check_ins where id = :check_ins.booked`,
    ],
    'who is next': [
      cancel('booked'),
      becomeSystem,
      `select status from public.check_ins where id = :check_ins.queued`,
    ],
    'trail of a student': [cancel('student'), cancel('student'), ...trail(':users.student')],
    'trail of a booking': [cancel('booked'), ...trail(':users.student')],
    'trail of the queue': [cancel('queued'), ...trail(':users.child')],
    'who was erased': cancel('deleted'),
  },
  access: [
    `
| actor             | booked             | queued             | what was           | what a child was   | southern           |
| anonymous system  | 42501              | 42501              | 42501              | 42501              | 42501              |
| student           | cancelled          | check_in_not_found | check_in_present   | check_in_not_found | check_in_not_found |
| guardian          | check_in_not_found | cancelled          | check_in_not_found | check_in_present   | check_in_not_found |
| instructor        | cancelled          | cancelled          | cancelled          | cancelled          | check_in_not_found |
| manager           | cancelled          | cancelled          | cancelled          | cancelled          | cancelled          |
| deputy            | cancelled          | cancelled          | cancelled          | check_in_present   | check_in_not_found |
| otherManager      | check_in_not_found | check_in_not_found | check_in_not_found | check_in_not_found | cancelled          |
| everyone else     | check_in_not_found | check_in_not_found | check_in_not_found | check_in_not_found | check_in_not_found |`,
    `
| actor             | what they were   | what they were, with a reason | booked, with a reason | the reason | who is next | who was erased |
| anonymous         | 42501            | 42501           | 42501           | 42501 | 42501 | 42501 |
| system            | 42501            | 42501           | 42501           | 42501 | 42501 | 42501 |
| student           | check_in_present | not_class_staff | not_class_staff | null | booked  | check_in_not_found |
| former            | check_in_present | not_class_staff | check_in_not_found | null | waiting | check_in_not_found |
| instructor manager deputy | check_in_present | cancelled | cancelled     | x | booked | check_in_not_found |
| otherManager      | check_in_present | cancelled       | check_in_not_found | null | waiting | check_in_not_found |
| everyone else     | check_in_not_found | check_in_not_found | check_in_not_found | null | waiting | check_in_not_found |`,
    `
| actor             | trail of a student | trail of a booking | trail of the queue |
| anonymous system  | 42501              | 42501              | 42501        |
| instructor manager | overridden:-      | overridden:-       | overridden:- |
| deputy            | overridden:-       | overridden:-       | -            |
| everyone else     | -                  | -                  | -            |`,
  ],
};

const answer = (row: string, accepts: boolean) =>
  `select ${told} from private.answer_offer(:check_ins.${row}, ${accepts})`;

const answerOffer: Subject = {
  name: 'private.answer_offer(uuid,boolean)',
  returns,
  probes: {
    yes: answer('offered', true),
    no: answer('offered', false),
    'a child’s': answer('childOffer', true),
    'no offer': answer('booked', true),
  },
  access: [`
| actor            | yes                | no                 | a child’s          | no offer           |
| anonymous system | 42501              | 42501              | 42501              | 42501              |
| student          | booked             | cancelled          | check_in_not_found | not_offered        |
| guardian deputy  | check_in_not_found | check_in_not_found | booked             | check_in_not_found |
| everyone else    | check_in_not_found | check_in_not_found | check_in_not_found | check_in_not_found |`],
};

export const functions = [bookClass, checkInFunction, cancelCheckIn, answerOffer];
