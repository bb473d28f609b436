import { day, line, listed, moment, rewritten, whole, wholes, words } from '../field.ts';
import { flag } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { insertNew, updateChanged, usual } from '../write.ts';

/** As ranks are called here, where they were called otherwise. */
export const BELTS = {
  ...{ branca: 'white', cinza: 'grey', amarela: 'yellow', laranja: 'orange', verde: 'green' },
  ...{ azul: 'blue', roxa: 'purple', marrom: 'brown', preta: 'black', vermelha: 'red' },
  ...{ gray: 'grey' },
};

const graduation: Values = {
  into: 'graduations',
  columns: {
    user_id: 'j.r_user_id',
    gym_id: 'j.r_gym_id',
    modality: 'j.modality',
    belt: 'j.belt',
    degree: 'j.degree',
    awarded_on: '(j.created_at at time zone j.zone)::date',
    registered_on: '(j.created_at at time zone j.zone)::date',
    created_at: 'j.created_at',
  },
  from: { modality: 'modality', belt: 'belt', degree: 'degree', created_at: 'created_at' },
};

const belts = Object.entries(BELTS).map(([was, is]) => `when '${was}' then '${is}'`).join(' ');

/** What somebody wore since when, in the gym that they belonged to. */
export const graduations: Mapping = {
  table: 'graduations',
  target: 'graduations',
  page: 5000,
  fields: {
    user_id: whole('user_id', { required: true }),
    gym_id: whole('user_gym_id'),
    belt: {
      ...rewritten('belt', (text) => `case lower(${text}) ${belts} else lower(${text}) end`),
      required: true,
    },
    degree: whole('degree', { otherwise: 0 }),
    modality: line('modality', { required: true }),
    created_at: moment('created_at', { required: true }),
  },
  asked: { user_gym_id: '(select u.gym_id::text from users u where u.id = t.user_id)' },
  references: [
    { field: 'user_id', table: 'users', target: 'users' },
    { field: 'gym_id', table: 'gyms', target: 'gyms', column: 'user_id' },
  ],
  clashes: [{ when: 'j.gym_id is null', reason: 'missing_value', column: 'user_id' }],
  values: [graduation],
  version: 't.created_at',
  write: [insertNew('graduations', graduation), updateChanged('graduations', graduation)],
};

const checkIn: Values = {
  into: 'check_ins',
  columns: {
    user_id: 'j.r_user_id',
    class_id: 'j.r_class_id',
    gym_id: 'j.class_gym',
    class_date: 'j.class_date',
    status: `'present'`,
    place: 'j.place::integer',
    arrived: 'true',
    made_at: 'j.created_at',
    received_at: 'j.created_at',
    created_at: 'j.created_at',
  },
  from: {
    user_id: 'user_id',
    class_id: 'class_id',
    class_date: 'date',
    made_at: 'created_at',
    received_at: 'created_at',
    created_at: 'created_at',
  },
};

const moved = ['user_id', 'class_id', 'gym_id', 'class_date', 'made_at', 'status', 'arrived'];

/**
 * Who was there. Nobody had a place in line there: they have the order in which they were written. One that
 * changed is taken back and given anew, so that counts follow; one that is gone is cancelled.
 */
export const checkIns: Mapping = {
  table: 'checkins',
  target: 'check_ins',
  page: 10_000,
  fields: {
    user_id: whole('user_id', { required: true }),
    class_id: whole('class_id', { required: true }),
    class_date: day('date', { required: true }),
    created_at: moment('created_at', { required: true }),
  },
  references: [
    { field: 'user_id', table: 'users', target: 'users' },
    { field: 'class_id', table: 'class', target: 'classes' },
  ],
  match: `(select c.id from public.check_ins c where c.user_id = r_user_id.id
    and c.class_id = r_class_id.id and c.class_date = p.class_date and c.legacy_id is null)`,
  // Twice in the page, or in the source where nothing is written that a later page could see.
  beside: {
    doubled: `(j.fault is null and row_number() over (
        partition by j.user_id, j.class_id, j.class_date, j.fault is null order by j.legacy_id
      ) > 1) or j.legacy_id = any (j.doubles)`,
  },
  doubles: `select x.id from (select t.id, row_number() over (
      partition by t.user_id, t.class_id, left(btrim(t.date::text), 10) order by t.id) as nth
    from checkins t) x where x.nth > 1 order by x.id`,
  numbered: {
    place: `row_number() over (
        partition by j.r_class_id, j.class_date, j.fault is null and j.here_id is null
        order by j.legacy_id
      ) + coalesce((select d.last_place from private.class_dates d
        where d.class_id = j.r_class_id and d.gym_id = j.class_gym
          and d.class_date = j.class_date), 0)`,
  },
  clashes: [{
    when: `j.doubled or exists (select from public.check_ins c where c.user_id = j.r_user_id
        and c.class_id = j.r_class_id and c.class_date = j.class_date
        and c.legacy_id <> j.legacy_id)`,
    reason: 'doubled_check_in',
    column: 'date',
  }],
  values: [checkIn],
  write: [
    ...usual('check_ins', checkIn).slice(0, 1),
    insertNew('check_ins', checkIn),
    `update public.check_ins t set status = 'cancelled' from pg_temp.page j
      where j.action = 'update' and t.legacy_id = j.legacy_id and t.status = 'present'`,
    updateChanged('check_ins', checkIn, {
      except: Object.keys(checkIn.columns).filter((name) => !moved.includes(name)),
    }),
  ],
  writeGone: [
    `update public.check_ins t set status = 'cancelled' from gone g
      where t.legacy_id = g.legacy_id and t.status = 'present'`,
  ],
};

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
    sent_at: 'sent_at',
    created_at: 'created_at',
  },
};

/** Ids of those whom a list of texts names: serial ids, or accounts. */
const idsIn = (column: string) =>
  `(select array_agg(distinct u.id order by u.id)::text
  from unnest(t.${column}) r join users u
    on u.id = case when r ~ '^[0-9]{1,9}$' then r::integer end or u.clerk_user_id = r)`;
const someUnknown = (column: string) =>
  `(exists (select from unnest(t.${column}) r
  where not exists (select from users u
    where u.id = case when r ~ '^[0-9]{1,9}$' then r::integer end or u.clerk_user_id = r)))::text`;
const someNotHere = (field: string) =>
  `exists (select from unnest(j.${field}) r
  left join public.users u on u.legacy_id = r
  left join accepted_users a on a.legacy_id = r
  where u.id is null and a.legacy_id is null)`;

/**
 * What staff told, and whom. One that was still to be sent is not sent any more; when it was read is not
 * known there, only that.
 */
export const notifications: Mapping = {
  table: 'notifications',
  target: 'notifications',
  page: 200,
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
    // Nothing new is sent already, not even here.
    `update public.notifications t
      set status = j.status, sent_at = case when j.status = 'sent'
          then coalesce(j.sent_at, j.created_at) end,
        failure = case when j.status = 'failed' then 'unresolved' end
      from pg_temp.page j where j.action = 'insert' and t.legacy_id = j.legacy_id`,
    updateChanged('notifications', notification, { except: ['status', 'created_at', 'audience'] }),
    `delete from public.notification_recipients n using public.notifications t, pg_temp.page j
      where j.action = 'update' and t.legacy_id = j.legacy_id and n.notification_id = t.id`,
    `insert into public.notification_recipients
        (notification_id, gym_id, user_id, viewed_at, created_at)
      select t.id, t.gym_id, u.id,
        case when u.legacy_id = any (j.viewers) then coalesce(j.sent_at, j.created_at) end,
        j.created_at
      from pg_temp.page j
      join public.notifications t on t.legacy_id = j.legacy_id
      join public.users u on u.legacy_id = any (j.recipients || j.viewers)
        and u.deleted_at is null
      where j.action in ('insert', 'update')`,
  ],
};
