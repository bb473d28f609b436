import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { found, type Someone, someone, tenYearsAgo } from './support/callers.ts';

let manager: Someone;
let gym: string;
beforeAll(async () => {
  manager = await someone('Mia');
  gym = await found(manager);
  const body = { first_name: 'Bia', birth_date: tenYearsAgo() };
  await call(manager.client, 'POST', `academy/gyms/${gym}/members`, { body });
});

const closing = (method: 'GET' | 'POST' | 'DELETE', who = manager) =>
  call(who.client, method, `owner/gyms/${gym}/closing`);

describe('closing a gym', () => {
  it('is for its managers, and can be undone', async () => {
    expect(await closing('GET')).toMatchObject({
      status: 404,
      body: { code: 'closing_not_found' },
    });
    expect(await closing('POST', await someone('Olga')))
      .toMatchObject({ status: 403, body: { code: 'not_a_manager' } });
    const asked = await closing('POST');
    expect(asked).toMatchObject({ status: 200, body: { gym_id: gym, state: 'scheduled' } });
    expect((await closing('POST')).body).toEqual(asked.body);
    expect((await closing('GET')).body).toEqual(asked.body);
    expect(await closing('DELETE')).toMatchObject({ status: 200, body: { state: 'undone' } });
    expect(await closing('DELETE')).toMatchObject({ status: 404 });
    const trail = await call(manager.client, 'GET', `academy/gyms/${gym}/audit-events`);
    expect(trail.body.items.map(({ action }: { action: string }) => action).slice(0, 2))
      .toEqual(['gym_kept', 'gym_closing']);
  });
});

describe("a gym's export", () => {
  it('is taken page by page by its managers', async () => {
    const page = (query: string, who = manager) =>
      call(who.client, 'GET', `owner/gyms/${gym}/export?${query}`);
    const first = await page('limit=1');
    expect(first.body).toMatchObject({
      items: [{ table: 'members', row: { role: expect.any(String) } }],
      next_cursor: expect.any(String),
    });
    const rows = [...first.body.items];
    for (let next = first.body.next_cursor; next;) {
      const { body } = await page(`limit=1&cursor=${next}`);
      rows.push(...body.items);
      next = body.next_cursor;
    }
    expect(rows).toEqual((await page('limit=1000')).body.items.concat(rows.slice(2)));
    const names = rows.flatMap(({ row }) => row.first_name ?? []);
    expect(names.sort()).toEqual(['Bia', 'Mia']);
    expect(await page('limit=1', await someone('Olga'))).toMatchObject({ status: 403 });
    expect(await page('limit=1001')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'query.limit' }] },
    });
  });
});
