import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowWrites, stopWrites } from '../../local/database/write-switch.ts';
import { call } from '../../testkit/http/call.ts';
import { signedIn, stack } from '../../testkit/http/stack.ts';

let owner: postgres.Sql;

beforeAll(async () => {
  owner = postgres(stack().status.db_url, { max: 1, onnotice: () => {} });
  await stopWrites(owner, { why: 'moving in' });
});
afterAll(async () => {
  await allowWrites(owner);
  await owner.end();
});

describe('the API, while writes are stopped', () => {
  it('answers who reads', async () => {
    const client = await signedIn('manager');
    const me = await call(client, 'GET', 'identity/me');
    expect(me).toMatchObject({ status: 200, body: { email: expect.any(String) } });
    expect((await call(client, 'GET', 'academy/gyms')).status).toBe(200);
  });

  it('asks who writes to come back, and writes nothing', async () => {
    const client = await signedIn('manager');
    const refused = await call(client, 'POST', 'academy/gyms', {
      body: { name: 'Meanwhile', timezone: 'UTC' },
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'read_only' } });
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await owner`select from gyms where name = 'Meanwhile'`).toEqual([]);
  });

  it('does so through the Data API, too', async () => {
    const client = await signedIn('manager');
    const { error } = await client.from('push_tokens').delete().eq('token', 'nobody has this');
    expect(error).toMatchObject({ code: '25006', message: 'read_only' });
  });
});
