import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remoteKeys } from './token-keys.ts';

async function publicJwk(kid: string): Promise<JWK> {
  return { ...await exportJWK((await generateKeyPair('ES256')).publicKey), kid, alg: 'ES256' };
}

describe('remoteKeys', () => {
  let served: JWK[] | undefined;
  let fetches: number;
  let server: Server;
  let url: string;

  beforeEach(async () => {
    served = [await publicJwk('first')];
    fetches = 0;
    server = createServer((_, response) => {
      fetches++;
      response.statusCode = served ? 200 : 500;
      response.end(JSON.stringify({ keys: served }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => server.close());

  const kids = async (keys: Promise<{ keys: JWK[] }>) => (await keys).keys.map(({ kid }) => kid);

  it('fetches once for a known key, and again for one it has not seen', async () => {
    const keys = remoteKeys(url, { cooldownDuration: 0 });
    expect(await kids(keys('first'))).toEqual(['first']);
    await keys('first');
    expect(fetches).toBe(1);
    served = [...served!, await publicJwk('second')];
    expect(await kids(keys('second'))).toEqual(['first', 'second']);
    expect(fetches).toBe(2);
  });

  it('does not let made-up key ids cause more fetches', async () => {
    const keys = remoteKeys(url);
    for (const kid of ['first', 'x', 'y', undefined]) await keys(kid);
    expect(fetches).toBe(1);
  });

  it('lives on stale keys through an outage, and is a 503 with none', async () => {
    const keys = remoteKeys(url, { cooldownDuration: 0, cacheMaxAge: 0 });
    await keys('first');
    served = undefined;
    expect(await kids(keys('first'))).toEqual(['first']);
    expect(fetches).toBe(2);
    await expect(remoteKeys(url)('first')).rejects.toMatchObject({
      status: 503,
      code: 'identity_provider_unavailable',
    });
  });
});
