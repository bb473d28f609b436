import { claimsOf } from '../../world/actors.ts';
import type { Probe, Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

const instant = 'timestamp with time zone';
const returns = 'TABLE(refusal text, notification notifications)';
const outcome = `select coalesce(refusal, (notification).status)`;

const ofClass = (name: string) =>
  `jsonb_build_object('type', 'class', 'class_id', :classes.${name}, 'days', 30)`;
const ofDate = (name: string, date: string) =>
  `jsonb_build_object('type', 'occurrence', 'class_id', :classes.${name}, 'class_date', '${date}')`;
const gym = `'{"type": "gym"}'`;

const send = (to: string, { at = 'north', due = 'null', what = outcome } = {}) =>
  `${what} from private.send_notification(:gyms.${at}, 'class', 'email', 'x', 'y', ${to}, ${due})`;

/** The instructor stands in for the manager on a date, and writes to that date or another. */
const standingIn = (date: string, kind = 'substitute', who = ':users.instructor') => [
  becomeSystem,
  `insert into public.class_changes
    (gym_id, class_id, class_date, kind, instructor_id, starts_at, created_by)
    values (:gyms.north, :classes.managed, '2020-02-18', '${kind}', ${who},
      ${kind === 'moved' ? `'20:00'` : 'null'}, :users.manager)`,
  elsewhere(claimsOf('instructor')!),
  send(ofDate('managed', date)),
];

const sendNotification: Subject = {
  name: `private.send_notification(uuid,text,text,text,text,jsonb,${instant})`,
  returns,
  probes: {
    'the gym': send(gym),
    'who is at risk': send(`'{"type": "at_risk", "days": 14}'`),
    'a class': send(ofClass('mat')),
    'a date': send(ofDate('mat', '2020-01-06')),
    'a class of another': send(ofClass('managed')),
    'a class that is gone': send(ofClass('gone')),
    'a class of south': send(ofClass('southern')),
    south: send(gym, { at: 'south' }),
    'in a year': send(gym, { due: `now() + interval '1 year'` }),
    'in more than a year': send(gym, { due: `now() + interval '1 year 1 second'` }),
    now: send(gym, { due: 'now()' }),
    'what is written': [
      send(gym, { due: `now() + interval '1 day'` }),
      becomeSystem,
      `select concat_ws(':', sent_by = :me, automatic, kind, channel, title, content, audience ->> 'type',
          scheduled_for > now(), status)
        from public.notifications where created_at > '2021-01-01'`,
    ],
    'standing in': standingIn('2020-02-18'),
    'standing in at another date': standingIn('2020-02-25'),
    'somebody else standing in': standingIn('2020-02-18', 'substitute', ':users.deputy'),
    'at a date that was moved': standingIn('2020-02-18', 'moved', 'null'),
  },
  access: [
    `
| actor            | the gym        | who is at risk | a class        | a date         | a class of another |
| anonymous system | 42501          | 42501          | 42501          | 42501          | 42501          |
| manager deputy   | pending        | pending        | pending        | pending        | pending        |
| instructor       | not_your_class | not_your_class | pending        | pending        | not_your_class |
| everyone else    | not_staff_here | not_staff_here | not_staff_here | not_staff_here | not_staff_here |`,
    `
| actor            | a class that is gone | a class of south | south          | in a year      | in more than a year | now |
| anonymous system | 42501                | 42501            | 42501          | 42501          | 42501          | 42501          |
| manager          | class_not_found      | class_not_found  | not_your_class | pending        | scheduled_too_late | scheduled_in_past |
| deputy           | class_not_found      | class_not_found  | not_staff_here | pending        | scheduled_too_late | scheduled_in_past |
| instructor       | class_not_found      | class_not_found  | not_staff_here | not_your_class | not_your_class | not_your_class |
| otherManager     | not_staff_here       | not_staff_here   | pending        | not_staff_here | not_staff_here | not_staff_here |
| everyone else    | not_staff_here       | not_staff_here   | not_staff_here | not_staff_here | not_staff_here | not_staff_here |`,
    `
| actor            | what is written | standing in | standing in at another date | somebody else standing in | at a date that was moved |
| anonymous system | 42501           | pending     | not_your_class | not_your_class | not_your_class |
| manager deputy   | t:f:class:email:x:y:gym:t:pending | pending | not_your_class | not_your_class | not_your_class |
| everyone else    | -               | pending     | not_your_class | not_your_class | not_your_class |`,
  ],
};

const change = (row: string, changes: string, { at = 'north', version = 'null' } = {}) =>
  `select coalesce(refusal, (notification).title) from private.change_notification(
    :gyms.${at}, :notifications.${row}, ${version}, '${changes}')`;
const title = '{"title": "x"}';
const own = (row: string, at?: string) => change(row, title, at === undefined ? {} : { at });
const after = (...steps: string[]) => [...steps, becomeSystem];

const changing: Record<string, Probe> = {
  drill: own('drill'),
  plan: own('plan'),
  'what was sent': own('news'),
  'what failed': own('failed'),
  'what is automatic': own('told'),
  'as of south': own('plan', 'south'),
  southern: own('southern', 'south'),
  'this version': change('plan', title, { version: `'2020-01-01'` }),
  'a version before': change('plan', title, { version: `'2019-01-01'` }),
  'to the gym': change('drill', '{"audience": {"type": "gym"}}'),
  'to a time gone by': change('plan', '{"scheduled_for": "2020-01-01T00:00:00Z"}'),
  'to now': change('plan', '{"scheduled_for": null}'),
  'what it is then': [
    ...after(change(
      'plan',
      '{"title": "x", "content": "y", "kind": "class", "channel": "email", "status": "sent", ' +
        '"id": "00000000-0000-4000-8000-000000000000", "automatic": true, "recipients_count": 9}',
    )),
    `select concat_ws(':', title, content, kind, channel, status, automatic, recipients_count,
        audience ->> 'type', scheduled_for::date, updated_at > created_at)
      from public.notifications where id = :notifications.plan`,
  ],
  'what was not changed': [
    ...after(change('plan', '{"title": "x", "scheduled_for": "2020-01-01T00:00:00Z"}')),
    `select title from public.notifications where id = :notifications.plan`,
  ],
  'when and to whom then': [
    ...after(
      change('plan', '{"audience": {"type": "at_risk", "days": 14}, "scheduled_for": null}'),
    ),
    `select concat_ws(':', audience ->> 'type', scheduled_for::date)
      from public.notifications where id = :notifications.plan`,
  ],
};

const changeNotification: Subject = {
  name: `private.change_notification(uuid,uuid,${instant},jsonb)`,
  returns,
  probes: changing,
  access: [
    `
| actor            | drill                  | plan                   | what was sent          | what failed            | what is automatic |
| anonymous system | 42501                  | 42501                  | 42501                  | 42501                  | 42501 |
| manager deputy   | x                      | x                      | notification_sent      | notification_failed    | notification_not_found |
| instructor       | x                      | not_the_sender         | not_the_sender         | not_the_sender         | notification_not_found |
| everyone else    | notification_not_found | notification_not_found | notification_not_found | notification_not_found | notification_not_found |`,
    `
| actor            | as of south            | southern               | this version           | a version before       | to the gym     |
| anonymous system | 42501                  | 42501                  | 42501                  | 42501                  | 42501          |
| manager          | notification_not_found | not_the_sender         | x                      | precondition_failed    | drill          |
| deputy           | notification_not_found | notification_not_found | x                      | precondition_failed    | drill          |
| instructor       | notification_not_found | notification_not_found | not_the_sender         | not_the_sender         | not_your_class |
| otherManager     | notification_not_found | notification_sent      | notification_not_found | notification_not_found | notification_not_found |
| everyone else    | notification_not_found | notification_not_found | notification_not_found | notification_not_found | notification_not_found |`,
    `
| actor            | to a time gone by      | to now                 | what it is then |
| anonymous system | 42501                  | 42501                  | 42501           |
| manager deputy   | scheduled_in_past      | plan                   | x:y:class:email:pending:f:0:gym:2020-01-01:t |
| instructor       | not_the_sender         | not_the_sender         | plan:about plan:announcement:push:pending:f:0:gym:2020-01-01:f |
| everyone else    | notification_not_found | notification_not_found | plan:about plan:announcement:push:pending:f:0:gym:2020-01-01:f |`,
    `
| actor            | what was not changed | when and to whom then |
| anonymous system | 42501                | 42501                 |
| manager deputy   | plan                 | at_risk               |
| everyone else    | plan                 | gym:2020-01-01        |`,
  ],
};

const cancel = (row: string, at = 'north') =>
  `select coalesce(private.cancel_notification(:gyms.${at}, :notifications.${row}), 'gone')`;

const cancelNotification: Subject = {
  name: 'private.cancel_notification(uuid,uuid)',
  returns: 'text',
  probes: {
    drill: cancel('drill'),
    plan: cancel('plan'),
    'what was sent': cancel('news'),
    'as of south': cancel('plan', 'south'),
    'what is left': [...after(cancel('drill')), `select id from public.notifications`],
  },
  access: [`
| actor            | drill                  | plan                   | what was sent          | as of south            | what is left |
| anonymous system | 42501                  | 42501                  | 42501                  | 42501                  | 42501        |
| manager deputy   | gone                   | gone                   | notification_sent      | notification_not_found | news failed plan told southern |
| instructor       | gone                   | not_the_sender         | not_the_sender         | notification_not_found | news failed plan told southern |
| everyone else    | notification_not_found | notification_not_found | notification_not_found | notification_not_found | news failed drill plan told southern |`],
};

const sent = (at: string, only = 'null', more = 'null, null, 101') =>
  `select (notification).id from private.sent_notifications(:gyms.${at}, ${only}, ${more})`;

const sentNotifications: Subject = {
  name: `private.sent_notifications(uuid,uuid,${instant},uuid,integer)`,
  returns: 'TABLE(notification notifications, viewed_count integer)',
  probes: {
    north: sent('north'),
    south: sent('south'),
    one: sent('north', ':notifications.plan'),
    'one of south': sent('north', ':notifications.southern'),
    'before all': sent('north', 'null', `'2019-01-01', :me, 101`),
    'before the future': sent('north', 'null', `'2100-01-01', :me, 101`),
    'none at a time': sent('north', 'null', 'null, null, 0'),
    'how many have read': `select viewed_count::text
      from private.sent_notifications(:gyms.north, :notifications.news, null, null, 1)`,
  },
  access: [`
| actor             | north         | south    | one   | one of south | before all | before the future | none at a time | how many have read |
| anonymous system  | 42501         | 42501    | 42501 | 42501        | 42501 | 42501 | 42501 | 42501 |
| instructor deputy | written-north | -        | plan  | -            | -          | written-north | -              | 1     |
| manager           | written-north | southern | plan  | -            | -          | written-north | -              | 1     |
| otherManager      | -             | southern | -     | -            | -          | - | -              | -     |
| everyone else     | -             | -        | -     | -            | -          | - | -              | -     |`],
};

/** They ask nobody who they are, or only what their callers need. */
const steps = closed([
  ['may_notify(uuid,uuid,jsonb)', 'boolean', `may_notify(:users.manager, :gyms.north, ${gym})`],
  [
    `audience_refusal(uuid,jsonb,${instant})`,
    'text',
    `audience_refusal(:gyms.north, ${gym}, null)`,
  ],
  [
    `hold_notification(uuid,uuid,${instant})`,
    'record',
    'hold_notification(:gyms.north, :notifications.plan, null)',
  ],
  [
    'notify(uuid,text,uuid[],text,text)',
    'void',
    `notify(:gyms.north, 'class', array[:users.fellow]::uuid[], 'x', 'x')`,
  ],
]);

export const sending = [
  ...[sendNotification, changeNotification, cancelNotification, sentNotifications],
  ...steps,
];
