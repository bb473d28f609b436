import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { clerkToken } from '../../testkit/http/clerk.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';

async function person(name: string): Promise<SupabaseClient> {
  const token = await clerkToken(stack().clerk, `user_${randomUUID()}`, { first_name: name });
  return supabase({ token });
}

const evening = {
  ...{ weekday: 1, starts_at: '18:00', ends_at: '19:30', starts_on: '2026-11-02' },
  ...{ modality: 'Jiu-jitsu', capacity: 20 },
};

describe('a schedule', () => {
  let manager: SupabaseClient;
  let teacher: SupabaseClient;
  let member: SupabaseClient;
  let stranger: SupabaseClient;
  let gym = '';
  let teacherId = '';

  const put = (body: object) =>
    call(manager, 'POST', `academy/gyms/${gym}/classes`, { body: { ...evening, ...body } });
  const days = async (who: SupabaseClient, from: string, to: string) => {
    const path = `academy/gyms/${gym}/occurrences?from=${from}&to=${to}`;
    const { status, body } = await call(who, 'GET', path);
    expect(status).toBe(200);
    return body.items.map((day: Record<string, string>) =>
      `${day.class_date!.slice(5)} ${
        day.starts_at!.slice(11, 16)
      } ${day.instructor_first_name} ${day.status}`
    );
  };

  beforeAll(async () => {
    [manager, teacher, member, stranger] = await Promise.all(
      ['Mia', 'Tea', 'Mel', 'Sid'].map(person),
    ) as [SupabaseClient, SupabaseClient, SupabaseClient, SupabaseClient];
    const founded = await call(manager, 'POST', 'academy/gyms', {
      body: { name: 'Kaizen', timezone: 'Europe/Lisbon' },
    });
    gym = founded.body.id;
    for (const [who, role] of [[teacher, 'INSTRUCTOR'], [member, 'STUDENT']] as const) {
      const asked = await call(who, 'POST', `academy/gyms/${gym}/memberships`);
      await call(manager, 'POST', `academy/memberships/${asked.body.id}/approve`, {
        body: { role },
      });
      if (who === teacher) teacherId = asked.body.user_id;
    }
  });

  it('is written by managers and seen by members', async () => {
    const { status, body, headers } = await put({ instructor_id: teacherId });
    expect(status).toBe(201);
    expect(body).toMatchObject({ weekday: 1, starts_at: '18:00', ends_on: null, series_id: null });
    expect(headers.get('etag')).toBeTruthy();
    expect(await days(member, '2026-11-01', '2026-11-15')).toEqual([
      '11-02 18:00 Tea scheduled',
      '11-09 18:00 Tea scheduled',
    ]);
    expect(await days(stranger, '2026-11-01', '2026-11-15')).toEqual([]);
    const path = `academy/classes/${body.id}`;
    expect((await call(stranger, 'GET', path)).body.code).toBe('class_not_found');
    const hacked = await call(member, 'PATCH', path, { body: { modality: 'Judo' } });
    expect(hacked).toMatchObject({ status: 403, body: { code: 'not_a_manager' } });
    expect((await call(member, 'POST', `academy/gyms/${gym}/classes`, { body: evening })).status)
      .toBe(403);
    await call(manager, 'DELETE', path);
  });

  it('is changed on one date, by who teaches it too', async () => {
    const held = (await put({ instructor_id: teacherId, weekday: 2 })).body.id;
    const change = (who: SupabaseClient, body: Record<string, unknown>) =>
      call(who, 'POST', `academy/classes/${held}/changes`, { body });
    const cancelled = await change(teacher, {
      ...{ kind: 'cancelled', class_date: '2026-11-10', reason: 'Ill' },
    });
    expect(cancelled).toMatchObject({ status: 201, body: { class_date: '2026-11-10' } });
    expect((await change(teacher, { kind: 'cancelled', class_date: '2026-11-10' })).body.code)
      .toBe('date_already_changed');
    expect((await change(teacher, { kind: 'cancelled', class_date: '2026-11-11' })).body.code)
      .toBe('not_on_that_date');
    const moved = { kind: 'moved', class_date: '2026-11-17', starts_at: '20:15' };
    expect((await change(teacher, moved)).status).toBe(403);
    expect((await change(manager, moved)).status).toBe(201);
    expect((await change(member, { kind: 'cancelled', class_date: '2026-11-17' })).status).toBe(
      403,
    );
    const closed = await call(manager, 'POST', `academy/gyms/${gym}/closures`, {
      body: { starts_on: '2026-11-23', ends_on: '2026-11-29', reason: 'Works' },
    });
    expect(closed.status).toBe(201);
    expect(await days(member, '2026-11-03', '2026-11-30')).toEqual([
      '11-03 18:00 Tea scheduled',
      '11-10 18:00 Tea cancelled',
      '11-17 20:15 Tea moved',
      '11-24 18:00 Tea cancelled',
    ]);
    const { body: { items } } = await call(member, 'GET', `academy/gyms/${gym}/changes?limit=2`);
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['cancelled', 'moved']);
    expect((await call(member, 'DELETE', `academy/changes/${cancelled.body.id}`)).body.code)
      .toBe('not_a_manager');
    for (const { body: { id } } of [cancelled, closed]) {
      expect((await call(manager, 'DELETE', `academy/changes/${id}`)).status).toBe(204);
    }
    expect(await days(member, '2026-11-10', '2026-11-10')).toEqual(['11-10 18:00 Tea scheduled']);
    await call(manager, 'DELETE', `academy/classes/${held}`);
  });

  it('is changed from a date on, and on all dates', async () => {
    const first = await put({ instructor_id: teacherId, weekday: 3 });
    const path = `academy/classes/${first.body.id}`;
    const stale = await call(manager, 'PATCH', `${path}?from=2026-11-18`, {
      ...{ body: { starts_at: '17:00' }, headers: { 'if-match': '"1"' } },
    });
    expect(stale.body.code).toBe('precondition_failed');
    const split = await call(manager, 'PATCH', `${path}?from=2026-11-18`, {
      ...{ body: { starts_at: '17:00' }, headers: { 'if-match': first.headers.get('etag')! } },
    });
    expect(split).toMatchObject({
      status: 200,
      body: { series_id: first.body.id, starts_on: '2026-11-18', starts_at: '17:00' },
    });
    expect((await call(manager, 'GET', path)).body.ends_on).toBe('2026-11-17');
    expect((await call(manager, 'PATCH', path, { body: { starts_at: '18:15' } })).status).toBe(200);
    expect(await days(member, '2026-11-04', '2026-11-30')).toEqual([
      '11-04 18:15 Tea scheduled',
      '11-11 18:15 Tea scheduled',
      '11-18 17:00 Tea scheduled',
      '11-25 17:00 Tea scheduled',
    ]);
    const following = `academy/classes/${split.body.id}`;
    expect((await call(manager, 'DELETE', `${following}?from=2026-11-25`)).status).toBe(204);
    expect(await days(member, '2026-11-18', '2026-12-31')).toEqual(['11-18 17:00 Tea scheduled']);
    for (const gone of [path, following]) await call(manager, 'DELETE', gone);
    expect((await call(manager, 'GET', path)).status).toBe(404);
    expect(await days(member, '2026-11-01', '2026-11-30')).toEqual([]);
  });

  it('refuses what cannot be', async () => {
    const held = (await put({ instructor_id: teacherId, weekday: 4 })).body.id;
    const busy = await put({ instructor_id: teacherId, weekday: 4, starts_at: '19:00' });
    expect(busy).toMatchObject({ status: 409, body: { code: 'instructor_busy' } });
    const student = (await call(member, 'GET', 'identity/me')).body.id;
    const refused = await put({ instructor_id: student });
    expect(refused).toMatchObject({ status: 422, body: { code: 'instructor_not_staff' } });
    expect((await put({ starts_at: '18:00', ends_at: '18:00' })).body.code)
      .toBe('class_length_invalid');
    expect((await put({ ends_on: '2026-11-01' })).body.code).toBe('class_dates_invalid');
    for (const wrong of [{ weekday: 8 }, { starts_at: '24:00' }, { starts_on: '1999-01-01' }]) {
      expect((await put(wrong)).status).toBe(400);
    }
    const path = `academy/gyms/${gym}/occurrences?from=2026-11-01&to=2027-11-01`;
    expect((await call(member, 'GET', path)).status).toBe(400);
    await call(manager, 'DELETE', `academy/classes/${held}`);
  });

  describe('as a calendar', () => {
    const fetchFeed = (url: string, headers = {}) => fetch(url, { headers });
    let link: { id: string; url: string };

    beforeAll(async () => {
      await put({ instructor_id: teacherId, weekday: 5 });
      const made = await call(member, 'POST', 'academy/calendar-links', { body: {} });
      expect(made.status).toBe(201);
      expect(made.headers.get('cache-control')).toBe('no-store');
      link = made.body;
    });

    it('is read without signing in, and not again until it changed', async () => {
      const answer = await fetchFeed(link.url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      const text = await answer.text();
      expect(text).toContain('SUMMARY:Jiu-jitsu · Tea');
      expect(text).toContain('TZID:Europe/Lisbon');
      const again = await fetchFeed(link.url, { 'if-none-match': answer.headers.get('etag')! });
      expect(again.status).toBe(304);
    });

    it('is not told apart from one that never was, once it is revoked', async () => {
      const list = async () => (await call(member, 'GET', 'academy/calendar-links')).body.items;
      expect(JSON.stringify(await list())).not.toContain(link.url.slice(-20));
      const path = `academy/calendar-links/${link.id}`;
      expect((await call(stranger, 'DELETE', path)).status).toBe(404);
      expect((await call(member, 'DELETE', path)).status).toBe(204);
      expect((await call(member, 'DELETE', path)).status).toBe(204);
      expect((await list())[0].revoked_at).toBeTruthy();
      const [revoked, unknown] = await Promise.all(
        [link.url, link.url.replace(/[^/]+$/, 'nobody')].map(async (url) => {
          const { status, headers } = await fetchFeed(url);
          return { status, type: headers.get('content-type') };
        }),
      );
      expect(revoked).toEqual({ status: 404, type: 'application/problem+json' });
      expect(revoked).toEqual(unknown);
    });

    it("of a gym is its managers' to make", async () => {
      const make = (who: SupabaseClient) =>
        call(who, 'POST', 'academy/calendar-links', { body: { gym_id: gym } });
      expect((await make(teacher)).status).toBe(403);
      const { body: { url } } = await make(manager);
      expect(await (await fetchFeed(url)).text()).toContain('LOCATION:Kaizen');
    });
  });
});
