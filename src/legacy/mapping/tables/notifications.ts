import { flag, line, listed, moment, whole, wholes, words } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { insertNew, updateChanged } from '../write.ts';

/** Whom it is for is its recipients; of an audience that was resolved long ago nothing hangs on its form. */
const notification: Values = {
  into: 'notifications',
  columns: {
    gym_id: 'j.r_gym_id',
    sent_by: 'j.r_sent_by',
    title: 'j.title',
    content: 'j.content',
    channel: 'j.channel',
    status: `'pending'`,
    audience: `'{"type": "gym"}'::jsonb`,
    recipients_count: 'cardinality(j.recipients)',
    created_at: 'j.created_at',
  },
  from: {
    sent_by: 'sent_by',
    title: 'title',
    content: 'content',
    channel: 'channel',
    status: 'status',
    created_at: 'created_at',
  },
};

/** Whom a text names: by a serial id, or by an account. */
const NAMED = `u.id = case when r ~ '^[0-9]{1,9}$' then r::integer end or u.clerk_user_id = r`;
const idsIn = (column: string) =>
  `(select array_agg(distinct u.id order by u.id)::text
  from unnest(t.${column}) r join users u on ${NAMED})`;
const someUnknown = (column: string) =>
  `(exists (select from unnest(t.${column}) r
  where not exists (select from users u where ${NAMED})))::text`;
const someNotHere = (field: string) =>
  `exists (select from unnest(j.${field}) r
  left join public.users u on u.legacy_id = r
  left join accepted_users a on a.legacy_id = r
  where u.id is null and a.legacy_id is null or r in (select legacy_id from strangers))`;

/** When it was seen is not known there, only by whom: not before it was sent. */
const SENT = 'coalesce(j.sent_at, j.created_at)';

/** What staff told, and whom. One that was still to be sent is not sent any more. */
export const notifications: Mapping = {
  table: 'notifications',
  target: 'notifications',
  page: 200,
  // Ten thousand accounts are named in two lists.
  longest: 2_000_000,
  fields: {
    sent_by: whole('sent_by', { required: true }),
    gym_id: whole('sender_gym_id'),
    title: line('title', { required: true }),
    content: words('content', { required: true }),
    channel: listed('channel', { push: 'push', email: 'email' }, { otherwise: 'push' }),
    status: listed('status', { pending: 'failed', sent: 'sent', failed: 'failed' }, {
      required: true,
    }),
    sent_at: moment('sent_at'),
    created_at: moment('created_at', { required: true }),
    recipients: wholes('recipient_ids'),
    viewers: wholes('viewer_ids'),
    unknown_recipients: flag('unknown_recipients'),
    unknown_viewers: flag('unknown_viewers'),
  },
  lists: ['recipients', 'viewed_by'],
  asked: {
    sender_gym_id: '(select u.gym_id::text from users u where u.id = t.sent_by)',
    recipient_ids: idsIn('recipients'),
    viewer_ids: idsIn('viewed_by'),
    unknown_recipients: someUnknown('recipients'),
    unknown_viewers: someUnknown('viewed_by'),
  },
  hashed: ['sender_gym_id'],
  references: [
    { field: 'sent_by', table: 'users', target: 'users' },
    { field: 'gym_id', table: 'gyms', target: 'gyms', column: 'sent_by' },
  ],
  clashes: [
    { when: 'j.gym_id is null', reason: 'missing_value', column: 'sent_by' },
    { when: 'j.unknown_recipients', reason: 'dangling_reference', column: 'recipients' },
    { when: 'j.unknown_viewers', reason: 'dangling_reference', column: 'viewed_by' },
    { when: someNotHere('recipients'), reason: 'held_back_reference', column: 'recipients' },
    { when: someNotHere('viewers'), reason: 'held_back_reference', column: 'viewed_by' },
  ],
  values: [notification],
  write: [
    insertNew('notifications', notification),
    // No new row is sent already, not even one that was imported.
    `update public.notifications t
      set status = j.status, sent_at = case when j.status = 'sent' then ${SENT} end,
        failure = case when j.status = 'failed' then 'unresolved' end
      from pg_temp.page j where j.action = 'insert' and t.legacy_id = j.legacy_id`,
    updateChanged('notifications', notification, { except: ['status', 'created_at', 'audience'] }),
    `delete from public.notification_recipients n using public.notifications t, pg_temp.page j
      where j.action = 'update' and t.legacy_id = j.legacy_id and n.notification_id = t.id`,
    `insert into public.notification_recipients
        (notification_id, gym_id, user_id, viewed_at, created_at)
      select t.id, t.gym_id, u.id,
        case when u.legacy_id = any (j.viewers) then ${SENT} end, j.created_at
      from pg_temp.page j
      join public.notifications t on t.legacy_id = j.legacy_id
      join public.users u on u.legacy_id = any (j.recipients || j.viewers)
        and u.deleted_at is null
      where j.action in ('insert', 'update')`,
  ],
};
