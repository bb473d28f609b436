import { afterAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { signedIn, stack, supabase } from '../../testkit/http/stack.ts';

const system = supabase({ key: stack().status.secret_key });

describe('the operator', () => {
  // Other tests ask for the releases of the demo.
  afterAll(() =>
    call(system, 'PUT', 'admin/versions/7.1.0', { body: { disabled_at: '2026-01-01T00:00:00Z' } })
  );

  it('decides which releases run, and every app learns it at once', async () => {
    const verdict = async () =>
      (await call(supabase(), 'GET', 'platform/version?app_version=7.1.0')).body;
    const listed = await call(system, 'PUT', 'admin/versions/7.1.0', { body: {} });
    expect(listed).toMatchObject({ status: 200, body: { app_version: '7.1.0' } });
    expect(await verdict()).toMatchObject({ allowed: true, latest_version: '7.1.0' });

    const body = { disabled_at: '2026-01-01T02:00:00+02:00' };
    const closed = await call(system, 'PUT', 'admin/versions/7.1.0', { body });
    expect(closed.body.disabled_at).toBe('2026-01-01T00:00:00.000Z');
    expect(await verdict()).toMatchObject({ allowed: false, reason: 'disabled' });
    const older = await call(system, 'PUT', 'admin/versions/0.1.0', { body: {} });
    expect(older).toMatchObject({ status: 409, body: { code: 'minimum_version_lowered' } });
    const { body: page } = await call(system, 'GET', 'admin/versions?limit=1');
    expect(page).toMatchObject({ items: [{ app_version: '7.1.0' }] });
    const next = await call(system, 'GET', `admin/versions?limit=1&cursor=${page.next_cursor}`);
    expect(next.body.items).toMatchObject([{ app_version: '1.0.0' }]);
  });

  it('says where the app is to be had', async () => {
    const url = 'https://play.google.com/store/apps/details?id=test.tatame.next';
    const put = await call(system, 'PUT', 'admin/app-stores/android', { body: { url } });
    expect(put.status).toBe(200);
    const path = 'platform/version?app_version=1.0.0&store=android';
    expect((await call(supabase(), 'GET', path)).body.stores).toEqual([{ store: 'android', url }]);
    expect((await call(system, 'GET', 'admin/app-stores')).body.items).toContainEqual(put.body);
  });

  it('gives somebody a plan, which they see at once', async () => {
    const student = await signedIn('student');
    const { id } = (await call(student, 'GET', 'identity/me')).body;
    const read = await call(system, 'GET', `admin/user-plans/${id}`);
    expect(read.body).toMatchObject({ user_id: id, plan: 'free' });
    const give = (plan: string, tag: string) =>
      call(system, 'PUT', `admin/user-plans/${id}`, {
        body: { plan, subscription_status: 'active' },
        headers: { 'if-match': tag },
      });
    const given = await give('pro', read.headers.get('etag')!);
    expect(given).toMatchObject({ status: 200, body: { plan: 'pro' } });
    expect((await call(student, 'GET', 'agent/usage')).body).toMatchObject({
      plan: 'pro',
      quota: 2000,
    });
    expect((await give('free', read.headers.get('etag')!)).status).toBe(412);
    expect((await give('free', given.headers.get('etag')!)).status).toBe(200);
    const { items } = (await call(system, 'GET', 'admin/plans')).body;
    expect(items.map(({ plan }: { plan: string }) => plan)).toEqual(['free', 'pro']);
  });

  it('is nobody who is signed in', async () => {
    const path = 'admin/versions/9.9.9';
    const asManager = await call(await signedIn('manager'), 'PUT', path, { body: {} });
    expect(asManager).toMatchObject({ status: 403, body: { code: 'secret_key_required' } });
    const asVisitor = await call(supabase(), 'PUT', path, { body: {} });
    expect(asVisitor).toMatchObject({ status: 401, body: { code: 'secret_key_missing' } });
  });
});
