import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mailings } from './mailings.ts';
import { ids, known, rows } from './people.ts';

export const gym = (manager_id: string) => ({ name: 'Hostile', timezone: 'UTC', manager_id });

/** Of a calendar link. */
export const secret = randomUUID();

/** A day of years that are over. */
const someDay = () =>
  new Date(Date.UTC(2000, 0, 1 + Math.floor(Math.random() * 9000))).toISOString().slice(0, 10);

/** The columns that say whose a row is, where they are called otherwise. */
export const owners: Record<string, string> = {
  gyms: 'manager_id',
  invitations: 'created_by',
  guardianships: 'guardian_id',
  classes: 'created_by',
  class_changes: 'created_by',
  grading_events: 'created_by',
  graduations: 'awarded_by',
  titles: 'recorded_by',
  notifications: 'sent_by',
  posts: 'author_id',
  comments: 'author_id',
  post_reports: 'reporter_id',
  assets: 'created_by',
  ...Object.fromEntries(Object.keys(mailings).map((table) => [table, 'shop_id'])),
};

export const notified = [
  'notifications',
  'notification_recipients',
  'notification_preferences',
] as const;

export const shop = (gym_id: string) => ({
  ...{ gym_id, domain: `${randomUUID()}.myshopify.com`, state: 'stale' },
  ...{ currency: 'BRL', timezone: 'UTC' },
});

/** A row of a table that would be taken as it is. */
export const makes: Record<string, (user_id: string) => Record<string, unknown>> = {
  gyms: (manager_id) => gym(manager_id),
  memberships: (user_id) => ({ user_id, gym_id: known.gym_id!.at(-1) }),
  documents: (user_id) => ({
    ...{ user_id, title: 'Rules', filename: 'a.txt', file_type: 'text/plain', file_size: 1 },
  }),
  agent_sessions: (user_id) => ({ user_id }),
  push_tokens: (user_id) => ({ user_id, token: randomUUID(), platform: 'ios' }),
  agent_requests: (user_id) => ({ user_id, session_id: rows.agent_sessions!.id, input: 'Why?' }),
  agent_events: (user_id) => ({
    ...{ user_id, request_id: rows.agent_requests!.id, event: 'delta', data: { text: 'Why' } },
    seq: Math.floor(Math.random() * 2 ** 31),
  }),
  emergency_contacts: (user_id) => ({ user_id, name: 'Aunt', phone: '+5511999998888' }),
  consents: (user_id) => ({
    ...{ user_id, given_by: ids.manager, kind: 'child_data', text_version: '2026-11.en' },
  }),
  invitations: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, email: 'a@tatame.test', role: 'STUDENT' },
    ...{ token_hash: randomBytes(32).toString('hex'), expires_at: '2150-01-01' },
  }),
  guardianships: (guardian_id) => ({
    ...{ guardian_id, dependent_id: ids.instructor, relation: 'parent' },
  }),
  usage_events: (user_id) => ({
    ...{ user_id, event_type: 'agent_request', quantity: 0, idempotency_key: randomUUID() },
  }),
  classes: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, weekday: 1, modality: 'Judo' },
    ...{ starts_at: '18:00', ends_at: '19:00', starts_on: '2026-11-02' },
  }),
  class_changes: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, kind: 'cancelled' },
    ...{ starts_on: '2026-11-02', ends_on: '2026-11-02' },
  }),
  posts: (author_id) => ({
    ...{ author_id, gym_id: rows.gyms!.id, title: 'Guard', body: 'Guard', language: 'en' },
    published_at: '2026-11-02',
  }),
  comments: (author_id) => ({
    ...{ author_id, gym_id: rows.gyms!.id, post_id: rows.posts!.id, body: 'Oss' },
  }),
  post_reports: (reporter_id) => ({
    ...{ reporter_id, gym_id: rows.gyms!.id, post_id: rows.posts!.id, reason: 'Rude' },
  }),
  assets: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, class_id: rows.classes!.id },
    ...{ title: 'Guard', type: 'text', content: 'Hips first.' },
  }),
  calendar_links: (user_id) => ({
    user_id,
    token_hash: createHash('sha256').update(rows.calendar_links ? randomUUID() : secret)
      .digest('hex'),
  }),
  grading_events: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, modality: 'Jiu-jitsu', held_on: '2026-03-14' },
  }),
  // Each on a day of its own, and of another rank than most.
  graduations: (awarded_by) => ({
    ...{ awarded_by, user_id: ids.student, gym_id: rows.gyms!.id, modality: 'Jiu-jitsu' },
    ...{ awarded_on: someDay(), registered_on: '2026-03-14', override_reason: 'x' },
    belt: ['white', 'blue', 'purple', 'brown', 'black'][Math.floor(Math.random() * 5)],
  }),
  titles: (recorded_by) => ({
    ...{ recorded_by, user_id: ids.student, gym_id: rows.gyms!.id, won_on: someDay() },
    ...{ title: 'adult_world_champion', modality: 'Jiu-jitsu', belt: 'blue' },
  }),
  notifications: (sent_by) => ({
    ...{ sent_by, gym_id: rows.gyms!.id, title: 'News', content: 'x', audience: { type: 'gym' } },
  }),
  notification_recipients: (user_id) => ({
    ...{ user_id, notification_id: rows.notifications!.id, gym_id: rows.gyms!.id },
  }),
  notification_preferences: (user_id) => ({ user_id, kind: 'class', channel: 'push' }),
  document_chunks: (user_id) => ({
    ...{ user_id, document_id: rows.documents!.id, content: 'The guard', start_offset: 0 },
    ...{ end_offset: 9, position: Math.floor(Math.random() * 2 ** 31) },
  }),
  ...mailings,
};

/** The columns that tell a row, where it has no id of its own. */
export const keys: Record<string, string> = {
  agent_events: 'request_id',
  notification_recipients: 'notification_id',
  mailing_settings: 'shop_id',
};
