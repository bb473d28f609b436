import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import { type SearchDatabase, searchDatabase } from './support/search.ts';

let at: SearchDatabase;
let owner: Caller;

/** More than the function counts exactly, so that it samples and cuts off common terms. */
const CHUNKS = 6_000;

beforeAll(async () => {
  at = await searchDatabase();
  owner = await at.arrive('owner');
  const others = await at.arrive('others');
  for (const writer of [owner, others, others, others]) {
    for (let part = 0; part < 6; part++) {
      const numbers = Array.from({ length: CHUNKS / 6 }, (_, i) => part * 1_000 + i);
      await at.write(
        writer,
        `Part ${part}`,
        numbers.map((n) =>
          `Common words here${n % 3 ? '' : ' sometimes'}${
            n === 4_321 ? ' seldom' : ''
          }, number ${n}.`
        ),
      );
    }
  }
  await at.admin`vacuum analyze document_chunks`;
});
afterAll(() => at.drop());

/** The plans of every statement that a search runs, as `auto_explain` notes them. */
async function plansOf(question: string): Promise<string> {
  const plans: string[] = [];
  const session = postgres(at.adminUrl, {
    max: 1,
    onnotice: ({ message }) => plans.push(message ?? ''),
  });
  await session`load 'auto_explain'`;
  await session.begin(async (sql) => {
    await sql`select set_config('request.jwt.claims', ${JSON.stringify(owner.claims)}, true)`;
    await sql`set local auto_explain.log_nested_statements = on`;
    await sql`set local auto_explain.log_min_duration = 0`;
    await sql`set local client_min_messages = log`;
    await sql`
      select * from private.search_chunks(${question}, null, null, false, null, null, 10)`;
  });
  await session.end();
  return plans.join('\n');
}

describe('the plan', () => {
  it.each(['seldom', 'sometimes', 'seldom common words', 'common words sometimes'])(
    'reaches the chunks by the index for %s',
    async (question) => {
      const plans = await plansOf(question);
      expect(plans).toMatch(/Bitmap Index Scan on document_chunks_search_index/);
      expect(/Seq Scan on document_chunks.*/.exec(plans)).toBeNull();
    },
  );
});

describe('a large collection', () => {
  it('lets a rare word decide, and the common ones rank', async () => {
    const [hit, next] = await at.search(owner, 'seldom common words');
    expect(hit?.content).toContain('seldom');
    expect(hit!.score).toBeGreaterThan(next?.score ?? 0);
  });

  it('finds passages for words that all are common', async () => {
    const hits = await at.search(owner, 'common words here');
    expect(hits).toHaveLength(10);
  });

  it('still searches only the document that was named', async () => {
    const [document] = await at.admin<{ id: string }[]>`
      select id from documents where user_id = ${owner.userId} and title = 'Part 5'`;
    const hits = await at.search(owner, { q: 'common', document_ids: [document!.id] }, 100);
    expect(hits).toHaveLength(100);
    expect(new Set(hits.map(({ document_id }) => document_id))).toEqual(new Set([document!.id]));
  });
});
