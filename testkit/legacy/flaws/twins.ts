import { longBefore } from '../good/times.ts';
import type { LegacyTable, Row } from '../tables.ts';

/**
 * A second good row like a good one, under another id: what there may be only once is its own. What is
 * then wrong with it is its flaw, and nothing else.
 */
export const twins: { [T in LegacyTable]: (row: Row<T>, id: number) => Row<T> } = {
  roles: (row) => ({ ...row }),
  versions: (row, id) => ({ ...row, id, app_version: `0.0.${id}` }),
  app_stores: (row, id) => ({ ...row, id, disabled_at: '2020-01-01T00:00:00.000Z' }),
  gyms: (row, id) => ({ ...row, id, name: `${row.name as string} ${id}`, manager_id: null }),
  users: (row, id) => ({
    ...row,
    id,
    clerk_user_id: `user_2flawed${id}`,
    email: `flawed${id}@example.com`,
    role: 'STUDENT',
    gym_id: 1,
    expo_push_token: null,
    customer_id: null,
    subscription_id: null,
    approved_at: null,
    denied_at: null,
    deleted_at: null,
  }),
  graduations: (row, id) => ({ ...row, id }),
  class: (row, id) => ({ ...row, id, instructor_id: null, deleted_at: null }),
  assets: (row, id) => ({ ...row, id }),
  checkins: (row, id) => ({ ...row, id, date: longBefore(row.date as string) }),
  notifications: (row, id) => ({
    ...row,
    ...{ id, status: 'failed', sent_at: null, recipients: [], viewed_by: [] },
  }),
  attachments: (row, id) => ({ ...row, id }),
};
