import type { Probe } from '../../../proof/cells.ts';
import { grid, type Part, resolve } from './steps.ts';

/** Midnight in Tokyo is three in the afternoon, UTC. */
const later = `'2020-06-01T15:00:00Z'`;

const told = (person: string) =>
  `select concat_ws(':', channel, nullif(replace(target, ' ', '-'), ''), state, reason,
    to_char(not_before at time zone 'UTC', 'DD-HH24MI'))
    from private.notification_deliveries
    where notification_id = :notifications.plan and user_id = :users.${person}`;
const toldOf = (person: string, ...before: string[]): Probe => [
  ...before,
  resolve('plan'),
  told(person),
];
const toldLater = (...before: string[]): Probe => [
  ...before,
  resolve('plan', later),
  told('fellow'),
];
const byMail = `update public.notifications set channel = 'email' where id = :notifications.plan`;
const noGuardian = `update public.guardianships set ended_at = now() where ended_at is null`;
const born = (date: string) =>
  `update public.users set birth_date = '${date}' where id = :users.child`;
const signsIn = `update public.users set subject = 'x', provider = 'clerk' where id = :users.child`;
const clock = (zone: string, whose: string) =>
  `update public.${whose === 'gym' ? 'gyms' : 'users'} set timezone = '${zone}'
    where id = ${whose === 'gym' ? ':gyms.north' : `:users.${whose}`}`;
const readersNow = [
  resolve('plan'),
  `select user_id from private.notification_deliveries where notification_id = :notifications.plan`,
];

const probes: Record<string, Probe> = {
  'who is told': readersNow,
  'who is told of a child that signs in': [signsIn, ...readersNow],
  'who is told of one of thirteen': [born('2007-06-01'), signsIn, ...readersNow],
  'who is told of one of twelve': [born('2007-06-02'), signsIn, ...readersNow],
  'who is told of a teen without account': [born('2015-06-01'), ...readersNow],
  'who is told of a grown one': [born('2000-06-01'), ...readersNow],
  'who is told when a guardian is gone': [
    `select from private.erase_user(:users.guardian, '2100-01-01')`,
    ...readersNow,
  ],
  'by push': toldOf('manager'),
  'by push, of another': toldOf(
    'manager',
    `update public.push_tokens set user_id = :users.fellow where user_id = :users.manager`,
  ),
  'by email': toldOf('manager', byMail),
  'by email, of who has none': toldOf(
    'manager',
    byMail,
    `update public.users set email = null where id = :users.manager`,
  ),
  'a child that nobody guards': toldOf('child', noGuardian),
  'who does not want it': toldOf('student'),
  'who does not want other things': toldOf(
    'student',
    `update public.notifications set kind = 'class' where id = :notifications.plan`,
  ),
  'who does not want it by push': toldOf('student', byMail),
  'at night': toldLater(clock('Asia/Tokyo', 'fellow')),
  'at night, by the clock of the gym': toldLater(clock('Asia/Tokyo', 'gym')),
  'by day': toldLater(clock('Asia/Tokyo', 'gym'), clock('UTC', 'fellow')),
  'what is sent': [
    resolve('plan'),
    `select payload ->> 'channel' from private.jobs where kind = 'send_notifications'
      and payload ->> 'notification_id' = (:notifications.plan)::text`,
  ],
  'what nobody is sent': [
    `delete from public.push_tokens`,
    resolve('plan'),
    `select kind from private.jobs where kind = 'send_notifications'`,
  ],
};

const reached = 'student fellow instructor manager deputy grown';
const token = (who: string) => `push:token-of-${who}:pending:01-1200`;

/** Who is told, by what, and when. */
export const deliveries: Part = {
  probes,
  access: [
    grid({
      'who is told': `${reached} guardian`,
      'who is told of a child that signs in': `${reached} guardian`,
      'who is told of one of thirteen': `${reached} child`,
      'who is told of one of twelve': `${reached} guardian`,
      'who is told of a teen without account': `${reached} guardian`,
      'who is told of a grown one': `${reached} child`,
      'who is told when a guardian is gone': reached,
    }),
    grid({
      'by push': token('manager'),
      'by push, of another': 'push:dropped:no_device:01-1200',
      'by email': 'email:manager@tatame.test:pending:01-1200',
      'by email, of who has none': 'email:dropped:no_address:01-1200',
      'a child that nobody guards': 'push:dropped:no_guardian:01-1200',
      'who does not want it': 'push:dropped:preference:01-1200',
      'who does not want other things': token('student'),
      'who does not want it by push': 'email:student@tatame.test:pending:01-1200',
    }),
    grid({
      'at night': 'push:token-of-fellow:pending:01-2200',
      'at night, by the clock of the gym': 'push:token-of-fellow:pending:01-2200',
      'by day': 'push:token-of-fellow:pending:01-1500',
      'what is sent': 'push',
      'what nobody is sent': '-',
    }),
  ],
};
