import type { Subject } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';

const instant = 'timestamp with time zone';
const listed = (who: string, unread = false, more = 'null, null, 101') =>
  `select id from private.inbox(${who}, ${unread}, ${more})`;

const inboxOf: Subject = {
  name: `private.inbox(uuid,boolean,${instant},uuid,integer)`,
  returns: `TABLE(id uuid, gym_id uuid, kind text, title text, content text, sent_at ${instant}, ` +
    `viewed_at ${instant})`,
  probes: {
    oneself: listed(':me'),
    'oneself, unread': listed(':me', true),
    'the child': listed(':users.child'),
    'the fellow': listed(':users.fellow'),
    'before all': listed(':me', false, `'2019-01-01', :me, 101`),
    'before the future': listed(':me', false, `'2100-01-01', :me, 101`),
    'none at a time': listed(':me', false, 'null, null, 0'),
    'what it says': `select concat_ws(':', kind, title, content, sent_at::date)
      from private.inbox(:me, false, null, null, 101)`,
  },
  access: [`
| actor           | oneself  | oneself, unread | the child | the fellow | before all | before the future | none at a time | what it says |
| anonymous system | 42501   | 42501           | 42501     | 42501      | 42501      | 42501 | 42501 | 42501 |
| student         | news     | news            | -         | -          | -          | news | -     | announcement:news:about news:2020-01-01 |
| former          | news     | -               | -         | -          | -          | news | -     | announcement:news:about news:2020-01-01 |
| guardian deputy | -        | -               | news      | -          | -          | - | -     | - |
| everyone else   | -        | -               | -         | -          | -          | - | -     | - |`],
};

const mark = (who: string, ids: string, until = 'null') =>
  `select marked || '/' || unread from private.mark_read(${who}, ${ids}, ${until})`;
const news = 'array[:notifications.news]::uuid[]';
const all = 'array[:notifications.news, :notifications.told, :notifications.southern]::uuid[]';
const read = (whose: string) => [
  becomeSystem,
  `select user_id from public.notification_recipients
    where viewed_at = now()::timestamptz(3) and user_id ${whose}`,
];

const markRead: Subject = {
  name: `private.mark_read(uuid,uuid[],${instant})`,
  returns: 'TABLE(marked integer, unread integer)',
  probes: {
    oneself: mark(':me', news),
    'the child': mark(':users.child', news),
    'the fellow': mark(':users.fellow', all),
    'another one': mark(':me', 'array[:notifications.told]::uuid[]'),
    'up to now': mark(':me', 'null', 'now()'),
    'up to before': mark(':me', 'null', `'2019-12-31'`),
    'again': [mark(':me', news), mark(':me', news)],
    'who has read then': [mark(':me', all), ...read('is not null')],
    'whose is read then': [mark(':users.child', all), ...read('is not null')],
    'up to now, then': [mark(':me', 'null', 'now()'), ...read('is not null')],
    'who is gone': mark(':users.deleted', news),
  },
  access: [
    `
| actor            | oneself | the child | the fellow | another one | up to now | up to before | again |
| anonymous system | 42501   | 42501     | 42501      | 42501       | 42501     | 42501        | 42501 |
| newcomer deleted  | -       | -         | -          | -           | -         | -            | -     |
| student          | 1/0     | -         | -          | 0/1         | 1/0       | 0/1          | 0/0   |
| guardian deputy  | 0/0     | 1/0       | -          | 0/0         | 0/0       | 0/0          | 0/0   |
| everyone else    | 0/0     | -         | -          | 0/0         | 0/0       | 0/0          | 0/0   |`,
    `
| actor            | who has read then | whose is read then | up to now, then | who is gone |
| anonymous system | 42501             | 42501              | 42501           | 42501       |
| student          | student           | -                  | student         | -           |
| guardian deputy  | -                 | child              | -               | -           |
| everyone else    | -                 | -                  | -               | -           |`,
  ],
};

const received: Subject = {
  name: 'private.received_notification_ids()',
  returns: 'SETOF uuid',
  probes: { call: `select private.received_notification_ids()` },
  access: [`
| actor                   | call     |
| anonymous system        | 42501    |
| student guardian deputy former | news |
| otherGuardian           | southern |
| everyone else           | -        |`],
};

export const inbox = [inboxOf, markRead, received];
