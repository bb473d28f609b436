import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { clerkToken } from '../../testkit/http/clerk.ts';
import { signedIn, signToken, stack, supabase } from '../../testkit/http/stack.ts';

/** Someone who has just signed up, with the profile their token carries. */
async function newcomer(profile: Record<string, string> = {}): Promise<SupabaseClient> {
  const client = supabase();
  const { error } = await client.auth.signUp({
    email: `${randomUUID()}@tatame.test`,
    password: 'a-long-password',
    options: { data: profile },
  });
  if (error) throw error;
  return client;
}

const asClerkUser = async (subject: string, claims: Record<string, unknown> = {}) =>
  supabase({ token: await clerkToken(stack().clerk, subject, claims) });

describe('who is calling', () => {
  it('makes the account of a first call, and only once of a hundred at once', async () => {
    const client = await newcomer({ first_name: 'Nina', last_name: 'Sato' });
    const calls = await Promise.all(
      Array.from({ length: 100 }, () => call(client, 'GET', 'identity/me')),
    );
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(calls.map(({ body }) => body.id)).size).toBe(1);
    expect(calls[0]!.body).toMatchObject({
      first_name: 'Nina',
      last_name: 'Sato',
      provider: 'supabase',
    });
    expect((await call(client, 'GET', 'identity/me/profile')).body).toMatchObject({
      plan: 'free',
      usage_count: 0,
    });
  });

  it('knows from Supabase Auth that the address is verified', async () => {
    const { body } = await call(await newcomer(), 'GET', 'identity/me/export');
    expect(Date.parse(body.user.email_verified_at)).not.toBeNaN();
  });

  it('takes a Clerk token on the same path, whose subject is no uuid', async () => {
    const subject = `user_${randomUUID()}`;
    const client = await asClerkUser(subject, { email: 'c@clerk.test', first_name: 'Caio' });
    const me = await call(client, 'GET', 'identity/me');
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({ email: 'c@clerk.test', first_name: 'Caio', provider: 'clerk' });
    expect((await call(client, 'GET', 'identity/me/export')).body.user.subject).toBe(subject);
  });

  it('refuses what is not a good token, and says which way', async () => {
    const now = Math.floor(Date.now() / 1000);
    const good = { sub: randomUUID(), aud: 'authenticated', role: 'authenticated' };
    const cases: [string, string][] = [
      ['not-a-jwt', 'token_invalid'],
      [await signToken({ ...good, exp: now - 60 }), 'token_expired'],
      [await signToken({ ...good, aud: 'other', exp: now + 60 }), 'token_audience_wrong'],
      [
        await signToken({ ...good, iss: 'https://evil.test', exp: now + 60 }),
        'token_issuer_unknown',
      ],
    ];
    for (const [token, code] of cases) {
      const { status, body, headers } = await call(supabase({ token }), 'GET', 'identity/me');
      expect({ status, code: body.code }).toEqual({ status: 401, code });
      expect(headers.get('www-authenticate')).toContain('Bearer');
    }
    const anonymous = await call(supabase(), 'GET', 'identity/me');
    expect(anonymous).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
  });

  it('does not take a role from the claims', async () => {
    const token = await signToken({
      sub: randomUUID(),
      aud: 'authenticated',
      role: 'service_role',
      exp: Math.floor(Date.now() / 1000) + 60,
    });
    expect((await call(supabase({ token }), 'GET', 'hello')).body.role).toBe('authenticated');
  });
});

describe('my account', () => {
  it('changes what is mine to change, with ETag and If-Match', async () => {
    const client = await newcomer();
    const read = await call(client, 'GET', 'identity/me');
    const etag = read.headers.get('etag')!;
    const headers = { 'if-none-match': etag };
    expect((await call(client, 'GET', 'identity/me', { headers })).status).toBe(304);

    const change = { first_name: 'Léa', birth_date: '2012-02-29', phone: '+5511987654321' };
    const changed = await call(client, 'PATCH', 'identity/me', {
      body: change,
      headers: { 'if-match': etag },
    });
    expect(changed).toMatchObject({ status: 200, body: change });
    const late = await call(client, 'PATCH', 'identity/me', {
      body: { first_name: 'Late' },
      headers: { 'if-match': etag },
    });
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
    expect((await call(client, 'GET', 'identity/me')).body.first_name).toBe('Léa');
  });

  it('names the field of a bad input and changes nothing', async () => {
    const client = await newcomer();
    const bad = await call(client, 'PATCH', 'identity/me', {
      body: { first_name: 'Kept out', birth_date: '2023-02-29' },
    });
    expect(bad).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', errors: [{ field: 'body.birth_date' }] },
    });
    const forged = await call(client, 'PATCH', 'identity/me', { body: { plan: 'pro' } });
    expect(forged.status).toBe(400);
    expect((await call(client, 'GET', 'identity/me')).body.first_name).toBeNull();
    expect((await call(client, 'GET', 'identity/me/profile')).body.plan).toBe('free');
  });

  it('leaves to the sign-in provider what its token says', async () => {
    const client = await newcomer({ first_name: 'Nina' });
    const refused = await call(client, 'PATCH', 'identity/me', { body: { first_name: 'Other' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'managed_by_provider' } });
  });

  it('erases, closes the door to the old token, and starts anew with a new one', async () => {
    const subject = `user_${randomUUID()}`;
    const client = await asClerkUser(subject, { email: 'gone@clerk.test' });
    const { id } = (await call(client, 'GET', 'identity/me')).body;
    const erased = await call(client, 'DELETE', 'identity/me');
    expect(erased.status).toBe(200);
    expect(erased.body.kept.length).toBeGreaterThan(0);

    const after = await call(client, 'GET', 'identity/me');
    expect(after).toMatchObject({ status: 410, body: { code: 'account_deleted' } });

    // The provider counts seconds: only a token of a later second is a new sign-in.
    await expect.poll(async () => {
      const again = await call(await asClerkUser(subject), 'GET', 'identity/me');
      return again.status === 200 && again.body.id !== id && again.body.email === null;
    }, { timeout: 15_000, interval: 250 }).toBe(true);
  });
});

describe('devices', () => {
  const device = () => ({ token: `ExponentPushToken[${randomUUID()}]`, platform: 'ios' });

  it('registers, lists and forgets', async () => {
    const client = await newcomer();
    const body = device();
    const registered = await call(client, 'POST', 'identity/me/push-tokens', { body });
    expect(registered).toMatchObject({ status: 201, body });
    const again = await call(client, 'POST', 'identity/me/push-tokens', { body });
    expect(again.body.id).toBe(registered.body.id);
    expect((await call(client, 'GET', 'identity/me/push-tokens')).body.items).toHaveLength(1);

    const path = `identity/me/push-tokens/${registered.body.id}`;
    expect((await call(client, 'DELETE', path)).status).toBe(204);
    expect(await call(client, 'DELETE', path)).toMatchObject({
      status: 404,
      body: { code: 'push_token_not_found' },
    });
  });

  it('moves with the device to whoever signs in on it', async () => {
    const [first, second] = [await newcomer(), await newcomer()];
    const body = device();
    await call(first, 'POST', 'identity/me/push-tokens', { body });
    const moved = await call(second, 'POST', 'identity/me/push-tokens', { body });
    expect(moved.status).toBe(201);
    expect((await call(first, 'GET', 'identity/me/push-tokens')).body.items).toEqual([]);
    const stranger = await call(first, 'DELETE', `identity/me/push-tokens/${moved.body.id}`);
    expect(stranger.status).toBe(404);
  });
});

describe('other people', () => {
  it('are seen by the staff of their gym and by nobody else', async () => {
    const student = await signedIn('student');
    const { id, email } = (await call(student, 'GET', 'identity/me')).body;
    for (const staff of ['instructor', 'manager'] as const) {
      const seen = await call(await signedIn(staff), 'GET', `identity/users/${id}`);
      expect(seen).toMatchObject({ status: 200, body: { email } });
    }
    for (const client of [await signedIn('otherManager'), await newcomer()]) {
      const hidden = await call(client, 'GET', `identity/users/${id}`);
      expect(hidden).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
    }
    const manager = (await call(await signedIn('manager'), 'GET', 'identity/me')).body;
    expect((await call(student, 'GET', `identity/users/${manager.id}`)).status).toBe(404);
  });

  it('cannot be listed through the Data API either', async () => {
    const student = await signedIn('student');
    const { data } = await student.from('users').select('email');
    expect(data).toEqual([{ email: 'student@tatame.test' }]);
    const { error } = await student.from('users').update({ subject: 'stolen' }).neq('email', '');
    expect(error?.code).toBe('42501');
  });
});
