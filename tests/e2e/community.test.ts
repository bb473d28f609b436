import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { found, type Someone, someone, tenYearsAgo } from './support/callers.ts';

const words = (title: string, body = 'Traga o quimono.') => ({ title, body, language: 'pt' });

describe('the community of a gym', () => {
  let manager: Someone;
  let ana: Someone;
  let bruno: Someone;
  let parent: Someone;
  let stranger: Someone;
  let gym = '';
  let post = '';
  const api =
    ({ client }: Someone, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
    (path: string, body?: Record<string, unknown>, headers = {}) =>
      call(client, method, `community/${path}`, { headers, ...(body && { body }) });
  const write = (who: Someone, body: Record<string, unknown>) =>
    api(who, 'POST')(`gyms/${gym}/posts`, body);
  const feed = async (who: Someone, path = '') =>
    (await api(who, 'GET')(`gyms/${gym}/posts${path}`)).body;
  const titles = async (who: Someone, path = '') =>
    (await feed(who, path)).items.map(({ title }: { title: string }) => title);

  const join = async (who: Someone, query = '') => {
    const asked = await call(who.client, 'POST', `academy/gyms/${gym}/memberships${query}`);
    await call(manager.client, 'POST', `academy/memberships/${asked.body.id}/approve`, {
      body: {},
    });
  };

  beforeAll(async () => {
    [manager, ana, bruno, parent, stranger] = await Promise.all(
      ['Mia', 'Ana', 'Bruno', 'Pia', 'Olga'].map((name) => someone(name)),
    ) as [Someone, Someone, Someone, Someone, Someone];
    gym = await found(manager);
    await Promise.all([ana, bruno].map((who) => join(who)));
    const bia = { first_name: 'Bia', birth_date: tenYearsAgo(), relation: 'parent' };
    const child = await call(parent.client, 'POST', 'identity/children', {
      body: { ...bia, consent: '2026-11.en' },
    });
    await join(parent, `?user_id=${child.body.id}`);
    const made = await write(ana, words('Seminário no sábado', 'Haverá graduação e açaí.'));
    expect(made).toMatchObject({ status: 201, body: { edited_at: null, removed_at: null } });
    post = made.body.id;
  });

  it('reads a feed with names and counts, and guardians read along', async () => {
    await api(bruno, 'PUT')(`posts/${post}/reactions/oss`);
    const given = await api(bruno, 'PUT')(`posts/${post}/reactions/oss`);
    expect(given.body).toMatchObject({ reactions: { oss: 1, like: 0 }, my_reactions: ['oss'] });
    expect((await api(bruno, 'POST')(`posts/${post}/comments`, { body: 'Vou!' })).status).toBe(201);
    expect((await feed(bruno)).items).toMatchObject([{
      ...{ title: 'Seminário no sábado', author: { first_name: 'Ana' } },
      ...{ comments: 1, reactions: { oss: 1 }, my_reactions: ['oss'] },
    }]);
    expect((await feed(parent)).items)
      .toMatchObject([{ author: { first_name: 'Ana' }, my_reactions: [] }]);
    expect((await api(parent, 'GET')(`posts/${post}/comments`)).body.items)
      .toMatchObject([{ body: 'Vou!', author: { first_name: 'Bruno' } }]);
    for (const path of [`posts/${post}/comments`, `posts/${post}/reactions/like`]) {
      const method = path.endsWith('comments') ? 'POST' : 'PUT';
      expect(await api(parent, method)(path, method === 'POST' ? { body: 'Oi' } : undefined))
        .toMatchObject({ status: 403, body: { code: 'not_a_member' } });
    }
    expect((await feed(stranger)).items).toEqual([]);
    expect((await write(stranger, words('Oi'))).status).toBe(403);
    expect((await api(stranger, 'GET')(`posts/${post}`)).body.code).toBe('post_not_found');
    expect((await api(bruno, 'DELETE')(`posts/${post}/reactions/oss`)).body)
      .toMatchObject({ comments: 1, reactions: { oss: 0 }, my_reactions: [] });
    expect((await api(bruno, 'GET')(`posts/${post}/reactions`)).body)
      .toMatchObject({ comments: 1, my_reactions: [] });
  });

  it('keeps drafts from everybody and scheduled posts from members, until their time', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const { id } = (await write(ana, { ...words('Rascunho'), published_at: null })).body;
    await write(ana, { ...words('Amanhã'), published_at: later });
    expect(await titles(bruno)).toEqual(['Seminário no sábado']);
    expect(await titles(ana, '/unpublished?state=draft')).toEqual(['Rascunho']);
    expect(await titles(manager, '/unpublished?state=draft')).toEqual([]);
    expect(await titles(manager, '/unpublished?state=scheduled')).toEqual(['Amanhã']);
    expect(await titles(bruno, '/unpublished?state=scheduled')).toEqual([]);
    const now = { published_at: new Date().toISOString() };
    expect((await api(ana, 'PATCH')(`posts/${id}`, now)).status).toBe(200);
    expect(await titles(bruno)).toEqual(['Rascunho', 'Seminário no sábado']);
    expect(await api(ana, 'PATCH')(`posts/${id}`, { published_at: null })).toMatchObject({
      status: 409,
      body: { code: 'post_published' },
    });
    const page = await feed(bruno, '?limit=1');
    expect(await titles(bruno, `?limit=1&cursor=${page.next_cursor}`))
      .toEqual(['Seminário no sábado']);
    expect((await api(ana, 'DELETE')(`posts/${id}`)).status).toBe(204);
    expect(await api(ana, 'DELETE')(`posts/${id}`)).toMatchObject({ status: 404 });
    expect(await titles(bruno)).toEqual(['Seminário no sábado']);
  });

  it('keeps what an author wrote before, and refuses a stale change', async () => {
    const seen = await api(ana, 'GET')(`posts/${post}`);
    const headers = { 'if-match': seen.headers.get('etag')! };
    const title = { title: 'Seminário no domingo' };
    expect((await api(ana, 'PATCH')(`posts/${post}`, title, headers)).body)
      .toMatchObject({ ...title, edited_at: expect.any(String) });
    expect((await api(ana, 'PATCH')(`posts/${post}`, title, headers)).status).toBe(412);
    expect(await api(bruno, 'PATCH')(`posts/${post}`, title))
      .toMatchObject({ status: 403, body: { code: 'not_the_owner' } });
    for (const [who, edits] of [[ana, 1], [manager, 1], [bruno, 0]] as const) {
      const kept = (await api(who, 'GET')(`posts/${post}/edits`)).body.items;
      expect(kept).toHaveLength(edits);
      if (edits) expect(kept[0].title).toBe('Seminário no sábado');
    }
    const said = (await api(bruno, 'GET')(`posts/${post}/comments`)).body.items[0].id;
    await api(bruno, 'PATCH')(`comments/${said}`, { body: 'Vou sim!' });
    expect((await api(bruno, 'GET')(`comments/${said}/edits`)).body.items)
      .toMatchObject([{ title: null, body: 'Vou!' }]);
    expect((await api(ana, 'DELETE')(`comments/${said}`)).body.code).toBe('not_the_owner');
  });

  it('finds words in the language of a post, with and without accents', async () => {
    const english = { title: 'Open mat', body: 'Training on Sundays.', language: 'en' };
    const japanese = { title: '寒稽古', body: '朝 六時', language: 'simple' };
    await write(bruno, english);
    await write(bruno, japanese);
    const search = (q: string) => titles(bruno, `/search?q=${encodeURIComponent(q)}`);
    expect(await search('graduacao')).toEqual(['Seminário no domingo']);
    expect(await search('graduações')).toEqual(['Seminário no domingo']);
    expect(await search('who trains on sunday')).toEqual(['Open mat']);
    expect(await search('寒稽古')).toEqual(['寒稽古']);
    expect(await search('the')).toEqual([]);
    expect((await feed(stranger, '/search?q=open')).items).toEqual([]);
    const both = await feed(bruno, '/search?q=mat%20domingo&limit=1');
    expect(await titles(bruno, `/search?q=mat%20domingo&limit=1&cursor=${both.next_cursor}`))
      .toHaveLength(1);
  });

  it('lets staff take down what was reported, and nobody learn who did', async () => {
    const report = { reason: 'Fala mal de iniciantes.' };
    const reported = await api(parent, 'POST')(`posts/${post}/reports`, report);
    expect(reported.body).toMatchObject({ state: 'open', comment_id: null });
    expect((await api(parent, 'POST')(`posts/${post}/reports`, { reason: 'x' })).body)
      .toMatchObject({ id: reported.body.id, ...report });
    const said = (await api(ana, 'GET')(`posts/${post}/comments`)).body.items[0].id;
    const other = (await api(ana, 'POST')(`comments/${said}/reports`, report)).body.id;
    const listed = await api(manager, 'GET')(`gyms/${gym}/reports`);
    expect(listed.body.items).toMatchObject([
      { comment_id: said, title: null, body: 'Vou sim!', author: { first_name: 'Bruno' } },
      { comment_id: null, title: 'Seminário no domingo', author: { first_name: 'Ana' } },
    ]);
    expect(JSON.stringify(listed.body)).not.toContain('reporter');
    for (const who of [ana, parent, stranger]) {
      expect((await api(who, 'GET')(`gyms/${gym}/reports`)).body.items).toEqual([]);
    }
    const decide = (id: string, body: Record<string, unknown>) =>
      api(manager, 'POST')(`reports/${id}/decision`, body);
    expect((await decide(other, { state: 'dismissed' })).body.state).toBe('dismissed');
    expect((await decide(other, { state: 'upheld', reason: 'x' })).body.code)
      .toBe('report_dismissed');
    expect(
      (await api(ana, 'POST')(`reports/${reported.body.id}/decision`, { state: 'dismissed' }))
        .body.code,
    ).toBe('report_not_found');
    expect((await decide(reported.body.id, { state: 'upheld', reason: 'Sem respeito.' })).body)
      .toMatchObject({ state: 'upheld' });
    expect(await titles(bruno)).not.toContain('Seminário no domingo');
    expect((await api(bruno, 'GET')(`posts/${post}/comments`)).body.items).toEqual([]);
    expect((await api(bruno, 'GET')(`comments/${said}`)).body.code).toBe('comment_not_found');
    expect((await api(ana, 'GET')(`posts/${post}`)).body)
      .toMatchObject({ removed_reason: 'Sem respeito.' });
    expect(await api(ana, 'PATCH')(`posts/${post}`, { body: 'Não!' }))
      .toMatchObject({ status: 409, body: { code: 'post_removed' } });
    expect((await api(parent, 'GET')('reports')).body.items).toMatchObject([{ state: 'upheld' }]);
    const trail = await call(manager.client, 'GET', `academy/gyms/${gym}/audit-events`);
    expect(trail.body.items[0]).toMatchObject({
      ...{ action: 'post_removed', details: { post_id: post, reason: 'Sem respeito.' } },
    });
  });

  it('goes with whoever erases their account', async () => {
    const kept = (await write(bruno, words('Fica'))).body.id;
    const mine = (await write(ana, words('Vai'))).body.id;
    await api(bruno, 'POST')(`posts/${mine}/comments`, { body: 'Oss' });
    await api(ana, 'POST')(`posts/${kept}/comments`, { body: 'Oss' });
    await api(ana, 'PUT')(`posts/${kept}/reactions/like`);
    const held = (await call(ana.client, 'GET', 'identity/me/export')).body;
    expect(held.posts.map(({ title }: { title: string }) => title))
      .toEqual(expect.arrayContaining(['Seminário no domingo', 'Rascunho', 'Amanhã', 'Vai']));
    expect(held).toMatchObject({
      ...{ comments: [{ body: 'Oss' }], post_reactions: [{ kind: 'like' }] },
      ...{ post_edits: [{ title: 'Seminário no sábado' }], post_reports: [{ state: 'dismissed' }] },
    });
    expect((await call(ana.client, 'DELETE', 'identity/me')).status).toBe(200);
    expect(await titles(bruno)).not.toContain('Vai');
    expect((await feed(bruno)).items[0])
      .toMatchObject({ title: 'Fica', comments: 0, reactions: { like: 0 } });
    expect((await api(bruno, 'GET')(`posts/${mine}`)).status).toBe(404);
  });
});
