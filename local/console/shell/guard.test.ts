import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { guard } from './guard.ts';
import { protect } from './headers.ts';

const PORT = 54328;
const TOKEN = 'a token of this stack';
const HERE = `127.0.0.1:${PORT}`;
const SESSION = { host: HERE, cookie: `tatame_console_${PORT}=${encodeURIComponent(TOKEN)}` };

let reached: number;
let app: Hono;
beforeEach(() => {
  reached = 0;
  app = new Hono().use(protect, guard(PORT, TOKEN)).all('*', (c) => {
    reached++;
    return c.text('inside');
  });
});

const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  app.request(`http://${HERE}${path}`, { method, headers });

describe('the console lets in', () => {
  it.each<[string, Record<string, string>, string?]>([
    ['a browser with a session', SESSION],
    ['it by the name localhost', { ...SESSION, host: `localhost:${PORT}` }],
    ['an address that was typed', { ...SESSION, 'sec-fetch-site': 'none' }],
    [
      'a form of its own',
      { ...SESSION, origin: `http://${HERE}`, 'sec-fetch-site': 'same-origin' },
      'POST',
    ],
  ])('%s', async (_, headers, method) => {
    expect((await ask('/people', headers, method)).status).toBe(200);
  });

  it('whoever opens the printed link, and takes the token out of the address', async () => {
    const answer = await ask(`/people?as=anonymous&session=${encodeURIComponent(TOKEN)}`, {
      host: HERE,
      'sec-fetch-site': 'none',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/people?as=anonymous']);
    const cookie = answer.headers.get('set-cookie');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
  });
});

it('a link leads to no other host', async () => {
  const path = `//evil.test/?session=${encodeURIComponent(TOKEN)}`;
  const answer = await ask(path, { host: HERE });
  expect(answer.headers.get('location')).toBe('/evil.test/');
});

describe('the console is closed to', () => {
  const link = `/?session=${encodeURIComponent(TOKEN)}`;

  it.each<[string, string, Record<string, string>, string?]>([
    ['who has no session', '/', { host: HERE }],
    ['who has another one', '/', { ...SESSION, cookie: `tatame_console_${PORT}=other` }],
    ['who has that of another port', '/', { ...SESSION, cookie: `tatame_console_1=${TOKEN}` }],
    ['a wrong token', '/?session=wrong', { host: HERE }],
    ['an empty one', '/?session=', { host: HERE }],
    ['a token in a form', link, { host: HERE }, 'POST'],
    ['a name that was made to point here', '/', { ...SESSION, host: `evil.test:${PORT}` }],
    ['such a name with the token', link, { host: `evil.test:${PORT}` }],
    ['this machine by another port', '/', { ...SESSION, host: '127.0.0.1:80' }],
    ['no name at all', '/', { cookie: SESSION.cookie, host: '' }],
    ['another origin', '/', { ...SESSION, origin: 'https://evil.test' }, 'POST'],
    ['another port of this machine', '/', { ...SESSION, origin: 'http://127.0.0.1:3000' }],
    ['a sandboxed page', '/', { ...SESSION, origin: 'null' }, 'POST'],
    ['pages of other sites', '/', { ...SESSION, 'sec-fetch-site': 'cross-site' }],
    ['pages of other ports', '/', { ...SESSION, 'sec-fetch-site': 'same-site' }],
  ])('%s', async (_, path, headers, method) => {
    const answer = await ask(path, headers, method);
    expect([answer.status, reached]).toEqual([403, 0]);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
    expect(await answer.text()).not.toContain(TOKEN);
  });
});
