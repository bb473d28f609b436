import type { Probe } from '../../proof/cells.ts';

const erase = (who: string) => `select from private.erase_user(:users.${who}, '2100-01-01')`;
const naming = (who: string) =>
  `select id from public.notifications where audience -> 'user_ids' ? :users.${who}`;

/** What an erasure leaves of what was written to members: the subject is `private.erase_user`. */
export const ofNotifications: Record<string, Probe> = {
  'unsent then': [
    erase('manager'),
    `select id from public.notifications where sent_by is null and failure = 'sender_gone'`,
  ],
  'written then': [erase('manager'), `select id from public.notifications where sent_by is null`],
  'written by others then': [
    erase('manager'),
    `select id from public.notifications where status = 'pending'`,
  ],
  'named then': [erase('student'), naming('student')],
  'others named then': [erase('student'), naming('child')],
  'told then': [erase('student'), `select user_id from public.notification_recipients`],
  'sent to then': [erase('student'), `select id from private.notification_deliveries`],
  'chosen then': [erase('student'), `select id from public.notification_preferences`],
};

export const notificationsErased = [
  `
| actor         | unsent then | written then   | written by others then | named then | others named then |
| system        | plan        | news plan told | drill                  | -          | news              |
| everyone else | 42501       | 42501          | 42501                  | 42501      | 42501             |`,
  `
| actor         | told then | sent to then | chosen then |
| system        | child former deleted fellow otherStudent otherChild | guardian former otherStudent | fellow child otherChild former |
| everyone else | 42501     | 42501        | 42501       |`,
];
