import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { found, type Someone, someone, tenYearsAgo } from './support/callers.ts';

const HOUR = 3_600_000;

describe('notifications', () => {
  let manager: Someone;
  let parent: Someone;
  let member: Someone;
  let stranger: Someone;
  let gym = '';
  let child = '';
  const api = (
    { client }: Someone,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ) =>
    call(client, method, `notifications/${path}`, {
      ...body && { body: { ...body } },
      ...headers && { headers },
    });
  const written = `gyms/:gym/notifications`;
  const at = (path = '') => written.replace(':gym', gym) + path;
  const words = { title: 'News', content: 'The mats are new.' };

  /** The queue, until what was written is on its way. */
  async function sent(id: string) {
    const { api_url, secret_key } = stack().status;
    for (let tries = 0; tries < 50; tries++) {
      await fetch(`${api_url}/functions/v1/jobs/run`, {
        method: 'POST',
        headers: { apikey: secret_key, 'content-type': 'application/json' },
        body: '{}',
      }).then((answer) => answer.text());
      const { body } = await api(manager, 'GET', at(`/${id}`));
      if (body.status !== 'pending') return body;
    }
    throw new Error(`${id} is still pending`);
  }

  beforeAll(async () => {
    [manager, parent, member, stranger] = await Promise.all([
      ...['Mia', 'Pia', 'Ana', 'Olga'].map((name) => someone(name)),
    ]) as [Someone, Someone, Someone, Someone];
    gym = await found(manager);
    child = (await call(parent.client, 'POST', 'identity/children', {
      body: {
        ...{ first_name: 'Bia', birth_date: tenYearsAgo(), relation: 'parent' },
        consent: '2026-11.en',
      },
    })).body.id;
    for (const [who, query] of [[parent, `?user_id=${child}`], [member, '']] as const) {
      const asked = await call(who.client, 'POST', `academy/gyms/${gym}/memberships${query}`);
      await call(manager.client, 'POST', `academy/memberships/${asked.body.id}/approve`, {
        body: {},
      });
    }
    await call(parent.client, 'POST', 'identity/me/push-tokens', {
      body: { token: `of ${randomUUID()}`, platform: 'ios' },
    });
  });

  it('reach who is a member when they are sent; a guardian reads what is for a child', async () => {
    const made = await api(manager, 'POST', at(), { ...words, audience: { type: 'gym' } });
    expect(made).toMatchObject({
      status: 201,
      body: { status: 'pending', kind: 'announcement', channel: 'push', recipients_count: 0 },
    });
    const { id } = made.body;
    expect(await sent(id)).toMatchObject({ status: 'sent', recipients_count: 3, viewed_count: 0 });

    const inbox = await api(parent, 'GET', `inbox?user_id=${child}&limit=1`);
    expect(inbox.body.items).toMatchObject([{ ...words, id, gym_id: gym, viewed_at: null }]);
    // Not a word of whom else it was for.
    expect(Object.keys(inbox.body.items[0])).toEqual(
      ['id', 'gym_id', 'kind', 'title', 'content', 'sent_at', 'viewed_at'],
    );
    expect((await api(parent, 'GET', 'inbox')).body.items).toEqual([]);
    expect((await api(stranger, 'GET', `inbox?user_id=${child}`)).body.items).toEqual([]);
    expect((await api(member, 'GET', 'inbox/unread')).body).toEqual({ unread: 1 });

    const ids = { notification_ids: [id, randomUUID()] };
    const read = `inbox/read?user_id=${child}`;
    expect((await api(parent, 'POST', read, ids)).body).toEqual({ marked: 1, unread: 0 });
    expect((await api(parent, 'POST', read, ids)).body).toEqual({ marked: 0, unread: 0 });
    expect(await api(stranger, 'POST', read, ids))
      .toMatchObject({ status: 404, body: { code: 'child_not_found' } });
    const until = { until: new Date(Date.now() + HOUR).toISOString() };
    expect((await api(member, 'POST', 'inbox/read', until)).body).toEqual({ marked: 1, unread: 0 });
    expect((await api(manager, 'GET', at(`/${id}`))).body.viewed_count).toBe(2);
    expect((await api(member, 'GET', 'inbox?unread=true')).body.items).toEqual([]);

    const { body: held } = await call(member.client, 'GET', 'identity/me/export');
    expect(held.notifications).toMatchObject([{ notification: { ...words, gym_id: gym } }]);
  });

  it('are changed and taken back until they are sent, by their version', async () => {
    const later = new Date(Date.now() + 24 * HOUR).toISOString();
    const made = await api(manager, 'POST', at(), {
      ...{ ...words, kind: 'attendance', scheduled_for: later },
      audience: { type: 'at_risk', days: 14 },
    });
    const one = at(`/${made.body.id}`);
    const version = { 'if-match': made.headers.get('etag')! };
    const changed = await api(manager, 'PATCH', one, { title: 'We miss you' }, version);
    expect(changed.body).toMatchObject({ title: 'We miss you', scheduled_for: later });
    expect((await api(manager, 'PATCH', one, { title: 'x' }, version)).status).toBe(412);
    expect(await api(manager, 'PATCH', one, { scheduled_for: '2020-01-01T00:00:00Z' }))
      .toMatchObject({
        status: 400,
        body: { code: 'scheduled_in_past', errors: [{ field: 'body.scheduled_for' }] },
      });
    expect((await api(manager, 'GET', at())).body.items[0]).toMatchObject({
      audience: { type: 'at_risk', days: 14 },
    });
    expect((await api(manager, 'DELETE', one)).status).toBe(204);
    expect((await api(manager, 'GET', one)).body.code).toBe('notification_not_found');
  });

  it('are for staff to write and to list', async () => {
    const body = { ...words, audience: { type: 'gym' } };
    for (const who of [member, parent, stranger]) {
      expect(await api(who, 'POST', at(), body))
        .toMatchObject({ status: 403, body: { code: 'not_staff_here' } });
      expect((await api(who, 'GET', at())).body.items).toEqual([]);
    }
    const class_id = randomUUID();
    expect(await api(manager, 'POST', at(), { ...words, audience: { type: 'class', class_id } }))
      .toMatchObject({
        status: 404,
        body: { code: 'class_not_found', errors: [{ field: 'body.audience.class_id' }] },
      });
    for (
      const audience of [{ type: 'everyone' }, { type: 'members', user_ids: [] }, {
        type: 'gym',
        days: 3,
      }]
    ) {
      expect((await api(manager, 'POST', at(), { ...words, audience })).status).toBe(400);
    }
  });

  it('go as their readers choose', async () => {
    const path = 'preferences/announcement/push';
    const quiet = { enabled: true, quiet_from: '22:00', quiet_until: '07:00' };
    expect((await api(parent, 'PUT', path, quiet)).body).toMatchObject(quiet);
    expect((await api(parent, 'PUT', path, { enabled: false })).body)
      .toMatchObject({ enabled: false, quiet_from: null });
    expect((await api(parent, 'PUT', `${path}?user_id=${child}`, quiet)).body.user_id).toBe(child);
    expect(await api(stranger, 'PUT', `${path}?user_id=${child}`, quiet))
      .toMatchObject({ status: 404, body: { code: 'child_not_found' } });
    for (const half of [{ quiet_until: null }, { quiet_until: '22:00' }]) {
      expect(await api(parent, 'PUT', path, { ...quiet, ...half }))
        .toMatchObject({ status: 400, body: { errors: [{ field: 'body.quiet_until' }] } });
    }
    expect((await api(parent, 'GET', 'preferences')).body.items).toMatchObject([
      { kind: 'announcement', channel: 'push', enabled: false },
    ]);
    expect(
      (await call(parent.client, 'PATCH', 'identity/me', {
        body: { timezone: 'Asia/Tokyo' },
      })).body.timezone,
    ).toBe('Asia/Tokyo');
    expect((await api(parent, 'DELETE', path)).status).toBe(204);
    expect((await api(parent, 'DELETE', path)).body.code)
      .toBe('notification_preference_not_found');
    expect((await api(parent, 'PUT', 'preferences/gossip/push', quiet)).status).toBe(400);
  });
});
