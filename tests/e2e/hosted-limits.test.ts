import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { denoPath, HOSTED_DENO, hostedDenoPath } from '../../local/functions/deno.ts';
import { stack } from '../../testkit/http/stack.ts';

const at = (path: string) => `${stack().status.api_url}/functions/v1/${path}`;

// https://supabase.com/docs/guides/functions/limits
describe('what the hosted platform refuses, the local one does too', () => {
  it.each(['spin', 'fill'])(
    'ends a request that takes too much: %s, and nothing else with it',
    async (what) => {
      const waiting = fetch(at('probe/alive'));
      const over = await fetch(at(`limits/${what}`));
      expect(over.status).toBe(546);
      expect(await over.json()).toMatchObject({ code: 'WORKER_LIMIT' });
      expect(over.headers.get('access-control-allow-origin')).toBe('*');
      expect((await waiting).status).toBe(200);
      // The next request is another process's.
      expect((await fetch(at('limits/page'))).status).toBe(200);
    },
  );

  it('lets a request wait for longer than it may compute', async () => {
    const answer = await fetch(at('limits/wait'));
    expect([answer.status, await answer.text()]).toEqual([200, 'waited']);
  });

  it('serves HTML as plain text where it is asked for by GET', async () => {
    const [page, posted] = await Promise.all([
      fetch(at('limits/page')),
      fetch(at('limits/page'), { method: 'POST' }),
    ]);
    expect(page.headers.get('content-type')).toBe('text/plain');
    expect(await page.text()).toBe('<p>Olá');
    expect(posted.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it.each([25, 587])('connects to port %i in no way', async (port) => {
    const refused = `Hosted functions cannot connect to port ${port}.`;
    expect(await (await fetch(at(`limits/connect?port=${port}`))).json()).toEqual({
      fetch: refused,
      'fetch-request': refused,
      net: refused,
      tls: refused,
      'deno-tcp': refused,
      'deno-tls': refused,
    });
  });

  it('connects to others, as to 465, where mail goes out', async () => {
    const tried = await (await fetch(at('limits/connect?port=465'))).json();
    expect(tried).toMatchObject({
      net: expect.stringMatching(/refused|connected/i),
      'deno-tcp': expect.stringMatching(/refused|connected/i),
    });
  });
});

describe('the Deno that functions run on', () => {
  const versionOf = async (path: string) =>
    (await promisify(execFile)(path, ['--version'])).stdout.split(' ')[1];

  it('is the one that was asked for', async () => {
    expect(await (await fetch(at('limits/version'))).text()).toBe(await versionOf(denoPath()));
  });

  const hosted = hostedDenoPath();
  it.skipIf(!hosted)('is, in a second run of all this, the hosted one', async () => {
    expect(await versionOf(hosted!)).toBe(HOSTED_DENO);
  });
});
