import type { Probe, Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';
import { becomeOwner, becomeSystem } from '../returning.ts';

const instant = 'timestamp with time zone';
const at = `'2020-06-01T12:00:00Z'`;
/** Midnight in Tokyo is three in the afternoon, UTC. */
const later = `'2020-06-01T15:00:00Z'`;
const resolve = (row: string, when = at) =>
  `select private.resolve_notification(:notifications.${row}, ${when})`;

const readers = `select user_id from public.notification_recipients
  where notification_id = :notifications.plan`;
/** Whom the plan is for once it is for these. */
const to = (audience: string, when?: string, ...once: string[]): Probe => [
  `update public.notifications set audience = ${audience} where id = :notifications.plan`,
  ...once,
  resolve('plan', when),
  readers,
];
const ofClass = (name: string, days: number) =>
  `jsonb_build_object('type', 'class', 'class_id', :classes.${name}, 'days', ${days})`;
const ofDate = (name: string, date: string) =>
  `jsonb_build_object('type', 'occurrence', 'class_id', :classes.${name}, 'class_date', ${date})`;
const ofBelt = (belt: string, degree = 'null') =>
  `'{"type": "belt", "modality": "Sumo", "belt": "${belt}", "degree": ${degree}}'`;
const dateOf = (name: string) => `(select ends_on from public.classes where id = :classes.${name})`;

const audiences: Record<string, Probe> = {
  'the gym': to(`'{"type": "gym"}'`),
  'people, members or not': to(`jsonb_build_object('type', 'members', 'user_ids', jsonb_build_array(
    :users.student, :users.former, :users.deleted, :users.otherStudent, :users.pending))`),
  'a class after a week': to(ofClass('mat', 7), `'2020-01-13T12:00:00Z'`),
  'a class after eight days': to(ofClass('mat', 7), `'2020-01-14T12:00:00Z'`),
  'a class that is booked': to(ofClass('ahead', 7), 'now()'),
  'a class that was': to(ofClass('ahead', 7), `now() + interval '9 days'`),
  'a class of south': to(ofClass('southern', 7), `'2020-01-13T12:00:00Z'`),
  'a date': to(ofDate('mat', `'2020-01-06'`)),
  'a date without anybody': to(ofDate('mat', `'2020-01-13'`)),
  'a date to come': to(ofDate('ahead', dateOf('ahead'))),
  'a date of south': to(ofDate('southern', `'2020-01-06'`)),
  'a date that is cancelled': to(
    ofDate('ahead', dateOf('ahead')),
    at,
    `insert into public.class_changes (gym_id, class_id, class_date, kind, created_by)
      values (:gyms.north, :classes.ahead, ${dateOf('ahead')}, 'cancelled', :users.manager)`,
  ),
  'who is at risk': to(`'{"type": "at_risk", "days": 14}'`, `'2021-01-01T12:00:00Z'`),
};

const system = [
  becomeOwner,
  `insert into public.rank_systems (id, gym_id, modality, name, version, valid_from)
    values (:rank_systems.sumo, :gyms.north, 'Sumo', 'x', '1', '2020-01-01'),
      (:rank_systems.before, :gyms.north, 'Sumo', 'x', '0', '2019-01-01'),
      (:rank_systems.later, :gyms.north, 'Sumo', 'x', '2', '2021-01-01'),
      (:rank_systems.everywhere, null, 'Sumo', 'x', '1', '2020-05-01'),
      (:rank_systems.sumoOfSouth, :gyms.south, 'Sumo', 'x', '1', '2020-05-01'),
      (:rank_systems.karate, :gyms.north, 'Karate', 'x', '1', '2020-05-01')`,
  `insert into public.ranks (system_id, belt, position, name, "group")
    select id, case id when :rank_systems.sumo then b else 'other_' || b end, p, b, 'adult'
    from public.rank_systems, (values ('blue', 1), ('white', 0)) r (b, p)
    where modality = 'Sumo' or id = :rank_systems.karate`,
  becomeSystem,
];
const wears = (who: string, belt: string, on: string, more = '', value = '') =>
  `insert into public.graduations
    (user_id, gym_id, modality, belt, awarded_on, registered_on, legacy_id${more})
    select :users.${who}, :gyms.north, 'Sumo', '${belt}', '${on}', '${on}',
      coalesce(max(legacy_id), 0) + 1${value} from public.graduations`;
const worn = [
  ...system,
  wears('student', 'blue', '2020-01-02'),
  wears('fellow', 'blue', '2020-01-02', ', degree', ', 2'),
  wears('grown', 'blue', '2020-01-02'),
  wears('grown', 'black', '2020-01-03'),
  wears('deputy', 'blue', '2020-01-03'),
  wears('deputy', 'black', '2020-01-02'),
  wears('manager', 'blue', '2020-12-01'),
  wears('instructor', 'blue', '2020-01-02', ', id', ', :graduations.mistake'),
  wears('instructor', 'blue', '2020-01-03', ', voids, void_reason', `, :graduations.mistake, 'x'`),
  wears('former', 'blue', '2020-01-02'),
];
const wearing = (belt: string, degree?: string) => to(ofBelt(belt, degree), at, ...worn);
const belts: Record<string, Probe> = {
  'a belt': wearing('blue'),
  'a belt of a degree': wearing('blue', '2'),
  'the first belt': wearing('white'),
  'the first belt, without a degree': wearing('white', '0'),
  'the first belt of a degree': wearing('white', '1'),
  'the first belt of another': wearing('other_white'),
};

const becomes = (
  change: string,
  row = 'plan',
  when?: string,
): Probe => [change, resolve(row, when)];
const states: Record<string, Probe> = {
  'what is due': resolve('plan'),
  'what is not due': resolve('plan', `'2019-12-31T23:59:59Z'`),
  'what was sent': resolve('news'),
  'what is not there': `select private.resolve_notification(:notifications.none, ${at})`,
  'twice': [resolve('plan'), resolve('plan'), readers],
  'what it was for': [
    resolve('plan'),
    `select concat_ws(':', recipients_count, sent_at::date, updated_at > created_at)
      from public.notifications where id = :notifications.plan`,
  ],
  'whose they are': [
    resolve('plan'),
    `select concat_ws(':', count(*), min(gym_id::text) = (:gyms.north)::text, min(created_at)::date)
      from public.notification_recipients where notification_id = :notifications.plan`,
  ],
  'of who manages no more': [
    `update public.notifications set sent_by = :users.deputy where id = :notifications.plan`,
    `update public.memberships set role = 'INSTRUCTOR' where user_id = :users.deputy`,
    resolve('plan'),
  ],
  'of who left': becomes(
    `update public.memberships set left_at = now() where user_id = :users.instructor`,
    'drill',
  ),
  'why it failed': [
    `update public.memberships set left_at = now() where user_id = :users.instructor`,
    resolve('drill'),
    `select concat_ws(':', status, failure) from public.notifications
      where id = :notifications.drill`,
  ],
  'of who teaches it no more': becomes(
    `update public.classes set instructor_id = null where id = :classes.mat`,
    'drill',
  ),
  'of a class': resolve('drill'),
  'of a class that is gone': becomes(
    `update public.classes set deleted_at = now() where id = :classes.mat`,
    'drill',
  ),
  'what is automatic': becomes(
    `update public.notifications set automatic = true, sent_by = null
      where id = :notifications.plan`,
  ),
};

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

const deliveries: Record<string, Probe> = {
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

const members = 'student fellow instructor manager deputy child grown';
const reached = 'student fellow instructor manager deputy grown';
const token = (who: string) => `push:token-of-${who}:pending:01-1200`;

const grid = (cells: Record<string, string>) => `
| actor         | ${Object.keys(cells).join(' | ')} |
| system        | ${Object.values(cells).join(' | ')} |
| everyone else | ${Object.keys(cells).map(() => '42501').join(' | ')} |`;

const resolveNotification: Subject = {
  name: `private.resolve_notification(uuid,${instant})`,
  returns: 'text',
  probes: { ...audiences, ...belts, ...states, ...deliveries },
  access: [
    grid({
      'the gym': members,
      'people, members or not': 'student',
      'a class after a week': members,
      'a class after eight days': '-',
      'a class that is booked': 'student child',
      'a class that was': '-',
      'a class of south': '-',
      'a date': members,
      'a date without anybody': '-',
      'a date to come': 'student child',
      'a date of south': '-',
      'a date that is cancelled': 'student child',
      'who is at risk': 'student fellow child grown',
    }),
    grid({
      'a belt': 'student fellow deputy',
      'a belt of a degree': 'fellow',
      'the first belt': 'instructor manager child',
      'the first belt, without a degree': 'instructor manager child',
      'the first belt of a degree': '-',
      'the first belt of another': '-',
    }),
    grid({
      'what is due': 'sent',
      'what is not due': 'pending',
      'what was sent': 'sent',
      'what is not there': 'null',
      'twice': members,
      'what it was for': '7:2020-06-01:t',
      'whose they are': '7:t:2020-06-01',
      'of who manages no more': 'failed',
      'of who left': 'failed',
      'why it failed': 'failed:sender_gone',
      'of who teaches it no more': 'failed',
      'of a class': 'sent',
      'of a class that is gone': 'failed',
      'what is automatic': 'sent',
    }),
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

/** They ask nobody who they are. */
const steps = closed([
  [`audience_of(uuid,jsonb,${instant})`, 'uuid[]', `audience_of(:gyms.north, '{}', now())`],
  ['expected_at(uuid,uuid,date)', 'uuid[]', `expected_at(:gyms.north, :classes.mat, '2020-01-06')`],
  [
    'regulars_of(uuid,uuid,date,date)',
    'uuid[]',
    `regulars_of(:gyms.north, :classes.mat, '2020-01-06', '2020-01-07')`,
  ],
  [
    'wearers_of(uuid,text,text,integer,date)',
    'uuid[]',
    `wearers_of(:gyms.north, 'Sumo', 'white', null, '2020-01-06')`,
  ],
  [
    `make_deliveries(notifications,uuid[],${instant})`,
    'record',
    `make_deliveries((select n from public.notifications n limit 1), '{}', now())`,
  ],
  [
    `quiet_end(${instant},text,time without time zone,time without time zone)`,
    instant,
    `quiet_end(now(), 'UTC', '22:00', '07:00')`,
  ],
]);

export const resolving = [resolveNotification, ...steps];
