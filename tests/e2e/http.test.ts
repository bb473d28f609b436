import { describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { signedIn, stack, supabase, testFunctions } from '../../testkit/http/stack.ts';

const { api_url, functions, secret_key } = stack().status;
const at = (path: string) => `${api_url}/functions/v1/${path}`;
const own = functions.filter((name) => !testFunctions.some((test) => test.name === name));

describe('every function', () => {
  it('describes itself, and the gateway merges what they say', async () => {
    const documents = await Promise.all(
      own.map(async (name) => await (await fetch(at(`${name}/openapi.json`))).json()),
    );
    for (const document of documents) expect(document.openapi).toMatch(/^3\.1/);
    const operations = documents.flatMap(({ paths }) => Object.keys(paths));
    const merged = await (await fetch(`${api_url}/openapi.json`)).json();
    expect(Object.keys(merged.paths)).toHaveLength(operations.length);
    expect(merged.components.schemas).toHaveProperty('Me');
    const page = await fetch(`${api_url}/docs`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).not.toMatch(/src="https?:/);
  });

  it.each(own)('%s answers what it does not know with a problem and a request id', async (name) => {
    const answer = await fetch(at(`${name}/no/such/route`), {
      headers: { 'x-request-id': 'trace-42' },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('x-request-id')).toBe('trace-42');
    expect(await answer.json()).toMatchObject({
      status: 404,
      code: 'route_not_found',
      request_id: 'trace-42',
    });
  });

  it('answers a preflight of a browser', async () => {
    const answer = await fetch(at('identity/me'), {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.tatame.test',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,if-match',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/if-match/i);
  });
});

describe('bad requests', () => {
  const send = async (body: BodyInit, type = 'application/json') => {
    const client = await signedIn('student');
    const token = (await client.auth.getSession()).data.session!.access_token;
    const answer = await fetch(at('academy/gyms'), {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
    });
    return { status: answer.status, code: (await answer.json()).code };
  };

  it('are refused by what is wrong with them', async () => {
    expect(await send('{"name":')).toEqual({ status: 400, code: 'malformed_json' });
    expect(await send('[]')).toEqual({ status: 400, code: 'invalid_input' });
    expect(await send('name=x', 'text/plain')).toEqual({
      status: 415,
      code: 'unsupported_media_type',
    });
    expect(await send(JSON.stringify({ name: 'x'.repeat(2 ** 20) }))).toEqual({
      status: 413,
      code: 'body_too_large',
    });
  });

  // Deno 2.1, which is what is hosted, hangs up on whoever still sends a body that nobody reads.
  it('are answered although most of their body was not read', async () => {
    const refused = async (path: string, body: BodyInit, headers: Record<string, string> = {}) => {
      const answer = await fetch(at(path), {
        method: 'POST',
        body,
        headers,
        ...{ duplex: 'half' },
      });
      return [answer.status, (await answer.json()).code];
    };
    const megabytes = (count: number) => new Uint8Array(count * 2 ** 20);
    const chunked = new Blob([megabytes(8)]).stream();
    expect(await refused('academy/gyms', megabytes(8))).toEqual([413, 'body_too_large']);
    expect(await refused('academy/gyms', chunked)).toEqual([413, 'body_too_large']);
    expect(await refused('academy/gyms', megabytes(1))).toEqual([401, 'sign_in_required']);
    expect(await refused('academy/nothing', megabytes(1))).toEqual([404, 'route_not_found']);
    const { data } = await (await signedIn('student')).auth.getSession();
    const authorization = `Bearer ${data.session!.access_token}`;
    const upload = 'knowledge/documents/upload?filename=photo.png';
    expect(await refused(upload, megabytes(8), { authorization }))
      .toEqual([415, 'unsupported_file_type']);
  });

  it('with a wrong method learn the right one', async () => {
    const answer = await fetch(at('identity/me'), { method: 'PUT' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toContain('PATCH');
  });
});

describe('public functions', () => {
  it('hello asks the database who you are', async () => {
    expect((await call(supabase(), 'GET', 'hello')).body).toMatchObject({
      message: 'Hello, world!',
      role: 'anon',
    });
    const { body, headers } = await call(await signedIn('student'), 'GET', 'hello?name=Sofia');
    expect(body).toMatchObject({ message: 'Hello, Sofia!', role: 'authenticated' });
    expect(headers.get('server-timing')).toMatch(/total;dur=.*db;dur=/);
  });

  it('health is live without a database and ready with a migrated one', async () => {
    expect((await call(supabase(), 'GET', 'health/live')).status).toBe(200);
    expect(await call(supabase(), 'GET', 'health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { migrations: { status: 'current' } } },
    });
  });

  it('platform says whether a version may run, without sign-in', async () => {
    const check = (version: string) =>
      call(supabase(), 'GET', `platform/version?app_version=${version}&store=ios`);
    expect((await check('1.0.0')).body).toMatchObject({
      allowed: true,
      stores: [{ store: 'ios' }],
    });
    expect((await check('0.9.9')).body).toMatchObject({ allowed: false, reason: 'too_old' });
    expect(await check('one')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'query.app_version' }] },
    });
  });

  it('does not take the secret key for a person', async () => {
    const me = await call(supabase({ key: secret_key }), 'GET', 'identity/me');
    expect(me).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
  });
});
