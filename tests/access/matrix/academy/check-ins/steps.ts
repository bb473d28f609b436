import type { Subject } from '../../../proof/cells.ts';
import { closed } from '../../closed.ts';
import { byOwner } from '../../returning.ts';
import { asked } from './dues-asked.ts';
import { returns } from './functions.ts';

const tend = (when: string, most = 100) => `select private.tend_class_dates(${when}, ${most})`;
const inDays = (days: number) => `now() + interval '${days} days'`;

/** Who was offered a place takes another, and who waits has it when the next offer has run out. */
const placeFree = byOwner(`update public.check_ins set status = 'cancelled', offered_until = null
  where id = :check_ins.offered`);
const last = `select status from public.check_ins where id = :check_ins.last`;

const tendClassDates: Subject = {
  name: 'private.tend_class_dates(timestamp with time zone,integer)',
  returns: 'integer',
  probes: {
    now: tend('now()'),
    'when they are over': tend(inDays(6)),
    one: tend(inDays(6), 1),
    'while they last': tend(`now() + interval '98 hours'`),
    'when offers ran out': [
      tend(inDays(3)),
      `select status from public.check_ins where id = :check_ins.childOffer`,
    ],
    'who moves up then': [...placeFree, tend(inDays(3)), last],
    'who is passed over then': [...placeFree, ...asked, tend(inDays(3)), last],
    'then was booked': [
      tend(inDays(6)),
      `select status from public.check_ins where id = :check_ins.booked`,
    ],
    'then was waiting': [
      tend(inDays(6)),
      `select status from public.check_ins where id = :check_ins.queued`,
    ],
  },
  access: [
    `
| actor         | who moves up then | who is passed over then |
| system        | booked            | waiting |
| everyone else | 42501             | 42501   |`,
    `
| actor         | now   | when they are over | one   | while they last | when offers ran out | then was booked | then was waiting |
| system        | 0     | 2                  | 1     | 1               | cancelled           | no_show         | cancelled        |
| everyone else | 42501 | 42501              | 42501 | 42501           | 42501               | 42501           | 42501            |`,
  ],
};

/** Steps of other functions, which have asked who is calling. */
const checkedIn =
  'TABLE(refusal text, retry_at timestamp with time zone, changed boolean, check_in check_ins, ' +
  'set_aside text)';
const closedSteps = closed([
  [
    'book_person(uuid,date,uuid,timestamp with time zone)',
    returns,
    `book_person(:classes.mat, '2020-01-13', :users.fellow, now())`,
  ],
  [
    'check_in_person(uuid,date,uuid,timestamp with time zone,timestamp with time zone,uuid,boolean,text)',
    checkedIn,
    `check_in_person(:classes.mat, '2020-01-13', :users.fellow, now(), now(), null, true, null)`,
  ],
  [
    'cancel_for_person(uuid,timestamp with time zone,boolean,text)',
    'TABLE(refusal text, changed boolean, check_in check_ins)',
    `cancel_for_person(:check_ins.booked, now(), true, null)`,
  ],
  [
    'answer_for_person(uuid,boolean,timestamp with time zone)',
    'TABLE(refusal text, check_in check_ins)',
    `answer_for_person(:check_ins.offered, true, now())`,
  ],
  ['hold_check_in(uuid)', 'check_ins', `hold_check_in(:check_ins.booked)`],
  ['hold_class_date(uuid,date)', 'void', `hold_class_date(:classes.mat, '2020-01-06')`],
  ['hold_class_dates(uuid,date)', 'void', `hold_class_dates(:classes.mat, '2020-01-06')`],
  ['hold_member(uuid,uuid)', 'boolean', `hold_member(:classes.mat, :users.fellow)`],
  [
    'settle_class_date(uuid,date,timestamp with time zone)',
    'TABLE(gym_id uuid, timezone text, status text, starts_at timestamp with time zone, ' +
    'ends_at timestamp with time zone, bookable_from timestamp with time zone, ' +
    'cancel_until timestamp with time zone, free integer, next_place integer, dues text, grace integer)',
    `settle_class_date(:classes.mat, '2020-01-06', now())`,
  ],
  [
    'cancel_bookings(uuid,uuid,timestamp with time zone)',
    'void',
    `cancel_bookings(:users.student, :gyms.north, now())`,
  ],
  [
    'release_dates(uuid,uuid,date,date,timestamp with time zone)',
    'void',
    `release_dates(:gyms.north, null, '2020-01-01', '2020-12-31', now())`,
  ],
]);

/** What time decides, and the steps of functions that people call. */
export const steps = [tendClassDates, ...closedSteps];
