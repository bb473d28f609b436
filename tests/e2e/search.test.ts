import type { SupabaseClient } from '@supabase/supabase-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { signedIn } from '../../testkit/http/stack.ts';

describe('GET /knowledge/search', () => {
  let student: SupabaseClient;
  beforeAll(async () => {
    student = await signedIn('student');
  });

  const search = (query: Record<string, string>, client = student) =>
    call(client, 'GET', `knowledge/search?${new URLSearchParams(query)}`);

  it('answers a question without a word to look for with an empty page', async () => {
    for (const q of ['what is the', '???']) {
      const { status, body } = await search({ q });
      expect({ status, body }).toEqual({ status: 200, body: { items: [], next_cursor: null } });
    }
  });

  it.each([
    [{}, 'query.q'],
    [{ q: ' ' }, 'query.q'],
    [{ q: 'a'.repeat(1_001) }, 'query.q'],
    [{ q: 'belt', limit: '101' }, 'query.limit'],
    [{ q: 'belt', gym_id: 'x' }, 'query.gym_id'],
    [{ q: 'belt', group: 'page' }, 'query.group'],
  ])('refuses %j, naming the field', async (query, field) => {
    const { status, body } = await search(query as Record<string, string>);
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('refuses a cursor of another question', async () => {
    const { status, body } = await search({ q: 'belt', cursor: 'bm8' });
    expect(status).toBe(400);
    expect(body.code).toBe('cursor_invalid');
  });
});

describe('one person’s many searches', () => {
  it('leave room for everybody else, whatever they ask for', async () => {
    const [student, manager] = await Promise.all([signedIn('student'), signedIn('manager')]);
    const word = (i: number) =>
      'zxqv'.repeat(5).slice(2) + String.fromCharCode(97 + i % 26, 97 + i / 26);
    const q = Array.from({ length: 47 }, (_, i) => word(i)).join(' ');
    const path = `knowledge/search?${new URLSearchParams({ q })}`;
    const greedy = Array.from({ length: 60 }, () => call(student, 'GET', path));
    for (let i = 0; i < 10; i++) {
      const { status } = await call(manager, 'GET', 'knowledge/search?q=belt');
      expect(status).toBe(200);
    }
    const statuses = (await Promise.all(greedy)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect((await call(student, 'GET', 'knowledge/search?q=belt')).status).toBe(200);
  });
});
