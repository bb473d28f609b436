import { people } from '../../../world/actors.ts';
import { checkIns as rows } from '../../../world/check-ins.ts';
import type { Probe, Subject } from '../../../proof/cells.ts';
import { becomeSystem, byOwner } from '../../returning.ts';

/** What became of who booked `ahead` and of who waits there, or of both somewhere else. */
const ahead = (is = '=') => [
  becomeSystem,
  `select string_agg(status, '/' order by place) from public.check_ins
    where class_id ${is} :classes.ahead and id in (:check_ins.booked, :check_ins.queued)`,
];
const itsDate = `(select ends_on from public.classes where id = :classes.ahead)`;
const change = `insert into public.class_changes (gym_id, kind, created_by`;

const releases: Record<string, Probe> = {
  'when they leave': [
    `update public.memberships set left_at = now()
      where user_id = :users.student and gym_id = :gyms.north`,
    ...ahead(),
  ],
  'when it holds two': [
    `update public.classes set capacity = 2 where id = :classes.ahead`,
    ...ahead(),
  ],
  'when it is taken away': [
    `update public.classes set deleted_at = now() where id = :classes.ahead`,
    ...ahead(),
  ],
  'when its date is cancelled': [
    `${change}, class_id, class_date)
      values (:gyms.north, 'cancelled', :me, :classes.ahead, ${itsDate})`,
    ...ahead(),
  ],
  'when the gym is closed': [
    `${change}, starts_on, ends_on)
      values (:gyms.north, 'cancelled', :me, current_date, current_date + 30)`,
    ...ahead(),
  ],
  'when it is split': [
    `select private.split_class(:classes.ahead, ${itsDate})`,
    ...ahead('<>'),
  ],
  'before it is split': [
    `select private.split_class(:classes.mat, '2020-01-13')`,
    becomeSystem,
    `select id from public.check_ins where class_id <> :classes.mat and gym_id = :gyms.north`,
  ],
};

/** How many have a place, wait, are held one for, and came, and whether its version moved. */
const counts = (held: string) => [
  becomeSystem,
  `select concat_ws('/', seated, waiting, offered, last_place, updated_at >= date_trunc('milliseconds', now()))
    from private.class_dates where class_id = :classes.${held}`,
];

const counted: Record<string, Probe> = {
  'counted when two come': [
    `select private.check_in(:classes.today, (select ends_on from public.classes
      where id = :classes.today), array[:users.fellow, :users.grown]::uuid[], null, null)`,
    ...counts('today'),
  ],
  'counted when they answer': [
    `select private.answer_offer(:check_ins.offered, false)`,
    ...counts('later'),
  ],
  'counted when it holds more': [
    `update public.classes set capacity = 3 where id = :classes.later`,
    ...counts('later'),
  ],
  'counted when it is split': [
    `select private.split_class(:classes.ahead, ${itsDate})`,
    ...counts('ahead'),
  ],
  'counted before it is split': [
    `select private.split_class(:classes.mat, '2020-01-13')`,
    becomeSystem,
    `select class_id from private.class_dates where class_date = '2020-01-06'`,
  ],
  'counted when more come over': [
    ...byOwner(`insert into public.check_ins (user_id, class_id, gym_id, class_date, status,
        offered_until, place, made_at, received_at)
      select u, d.class_id, d.gym_id, d.class_date, 'offered', '2150-01-01', 4, now(), now()
      from private.class_dates d cross join unnest(array[:users.fellow, :users.instructor]::uuid[]) u
      where d.class_id = :classes.later`),
    ...counts('later'),
  ],
  'counted when somebody lines up anew': [
    ...byOwner(`update public.check_ins set place = 9 where id = :check_ins.last`),
    ...counts('later'),
  ],
};

const row = `(user_id, class_id, gym_id, class_date, status, arrived, place, made_at, received_at)
  values (:me, :classes.mat, :gyms.north, '2020-01-13', 'present', true, 1, now(), now())`;

/** Check-ins: seen by who they are about, their guardians and staff; functions alone write them. */
export const table: Subject = {
  name: 'public.check_ins',
  rows,
  appendOnly: true,
  probes: {
    select: `select * from public.check_ins`,
    insert: `insert into public.check_ins ${row}`,
    update: `update public.check_ins set status = 'cancelled' where id = :row`,
    'delete blindly': `delete from public.check_ins`,
    truncate: `truncate public.check_ins`,
    ...releases,
    ...counted,
    'of who was erased': [
      `select private.cancel_check_in(:check_ins.deleted, 'x')`,
      becomeSystem,
      `select status from public.check_ins where id = :check_ins.deleted`,
    ],
  },
  access: [
    `
| actor             | select                        | insert | update | delete blindly | truncate |
| anonymous         | 42501                         | 42501  | 42501  | 42501          | 42501    |
| student           | own booked offered            | 42501  | 42501  | 42501          | 42501    |
| guardian          | child queued childOffer       | 42501  | 42501  | 42501          | 42501    |
| otherGuardian     | otherChild                    | 42501  | 42501  | 42501          | 42501    |
| former            | own                           | 42501  | 42501  | 42501          | 42501    |
| instructor deputy | north-check-ins               | 42501  | 42501  | 42501          | 42501    |
| manager system    | all                           | 42501  | 42501  | 42501          | 42501    |
| otherManager      | south-check-ins               | 42501  | 42501  | 42501          | 42501    |
| everyone else     | -                             | 42501  | 42501  | 42501          | 42501    |`,
    `
| actor          | when they leave  | when it holds two | when it is taken away | when it is split | before it is split |
| anonymous      | 42501            | 42501             | 42501                 | 42501            | 42501              |
| student        | cancelled/booked | booked/waiting    | booked/waiting        | null             | booked-ahead       |
| manager deputy | cancelled/booked | booked/booked     | cancelled/cancelled   | booked/waiting   | booked-ahead       |
| system         | cancelled/booked | booked/booked     | cancelled/cancelled   | 42501            | 42501              |
| everyone else  | booked/waiting   | booked/waiting    | booked/waiting        | null             | booked-ahead       |`,
    `
| actor          | when its date is cancelled | when the gym is closed |
| anonymous      | 42501                      | 42501                  |
| manager deputy | cancelled/cancelled        | cancelled/cancelled    |
| system         | cancelled/cancelled        | cancelled/cancelled    |
| deleted        | 23514                      | 42501/guard            |
| student instructor guardian | 42501/rls     | 42501/rls              |
| everyone else  | 23514                      | 42501/rls              |`,
    `
| actor             | counted when two come | counted when they answer | counted when it holds more | counted when it is split | counted before it is split | of who was erased |
| anonymous         | 42501                 | 42501                    | 42501                      | 42501                    | 42501         | 42501   |
| system            | 42501                 | 42501                    | 3/0/2/3/t                  | 42501                    | 42501         | 42501   |
| student           | -                     | 1/1/1/3/t                | 2/1/2/3/f                  | 1/1/0/2/f                | mat southern  | present |
| manager deputy    | 1/1/0/2/t             | 2/1/2/3/f                | 3/0/2/3/t                  | -                        | mat southern  | present |
| instructor        | 1/1/0/2/t             | 2/1/2/3/f                | 2/1/2/3/f                  | 1/1/0/2/f                | mat southern  | present |
| everyone else     | -                     | 2/1/2/3/f                | 2/1/2/3/f                  | 1/1/0/2/f                | mat southern  | present |`,
    `
| actor         | counted when more come over | counted when somebody lines up anew |
| everyone else | 4/1/4/4/t                   | 2/1/2/9/t                           |`,
  ],
};

const stands = `select seated || '/' || waiting || '/' || offered || '/' || last_place
  from private.class_dates where class_id =`;

/** What was counted of a date, which only the system looks at. */
export const dates: Subject = {
  name: 'private.class_dates',
  rows: ['mat', 'southern', 'ahead', 'later'],
  key: 'class_id',
  ids: 'classes',
  appendOnly: true,
  probes: {
    select: `select class_id from private.class_dates`,
    insert: `insert into private.class_dates (class_id, gym_id, class_date)
      values (:classes.mat, :gyms.north, '2020-01-13')`,
    update: `update private.class_dates set seated = 0`,
    'delete blindly': `delete from private.class_dates`,
    truncate: `truncate private.class_dates`,
    mat: `${stands} :classes.mat`,
    ahead: `${stands} :classes.ahead`,
    later: `${stands} :classes.later`,
  },
  access: [`
| actor         | select | insert | update | delete blindly | truncate | mat     | ahead   | later   |
| system        | all    | 42501  | 42501  | 42501          | 42501    | ${there()} | 1/1/0/2 | 2/1/2/3 |
| everyone else | 42501  | 42501  | 42501  | 42501          | 42501    | 42501   | 42501   | 42501   |`],
};

function there(): string {
  const count = rows.filter((name) => people.some((person) => person === name)).length - 3;
  return `${count}/0/0/${count}`;
}
