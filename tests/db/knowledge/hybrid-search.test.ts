import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import type { SearchHit } from '../../../src/knowledge/search/contract.ts';
import type { Position } from '../../../src/db/keyset.ts';
import { searchDocuments } from '../../../src/knowledge/search/search-documents.ts';
import { direction } from '../../../testkit/doubles/fake-embeddings.ts';
import { towards, type VectorDatabase, vectorDatabase } from './support/vectors.ts';

let at: VectorDatabase;
let manager: Caller;
let student: Caller;
let stranger: Caller;
let gym: string;

beforeAll(async () => {
  at = await vectorDatabase();
  [manager, student, stranger] = [
    await at.arrive('manager'),
    await at.arrive('student'),
    await at.arrive('stranger'),
  ];
  gym = await at.gym(manager, student);
});
afterAll(() => at?.drop());

const contents = (hits: SearchHit[]) => hits.map(({ content }) => content);

describe('two rankings become one', () => {
  const [first, second, third, other] = [
    'Armbar, armbar, armbar. <60>',
    'Armbar or armbar from closed guard. <10>',
    'One armbar, explained in a sentence that has a great many other words in it. <80>',
    'Juji gatame. <30>',
  ];
  let reader: Caller;
  beforeAll(async () => {
    reader = await at.arrive('reader');
    await at.write(reader, 'Attacks', [first, second, third]);
    await at.write(reader, 'Names', [other]);
    await at.embedAll();
  });

  it('by reciprocal rank: 1 / (60 + rank), added up', async () => {
    expect(contents(await at.search(reader, 'armbar'))).toEqual([first, second, third]);
    const hits = await at.hybrid(reader, { q: 'armbar' });
    // Lexically first, second, third, not at all; by direction third, first, fourth, second.
    expect(hits.map(({ content, score }) => [content, score.toFixed(12)])).toEqual([
      [second, (1 / 62 + 1 / 61).toFixed(12)],
      [first, (1 / 61 + 1 / 63).toFixed(12)],
      [third, (1 / 63 + 1 / 64).toFixed(12)],
      [other, (1 / 62).toFixed(12)],
    ]);
    expect(hits[1]!.highlights).toEqual([
      { start: 0, end: 6 },
      { start: 8, end: 14 },
      { start: 16, end: 22 },
    ]);
    expect(hits[3]!.highlights).toEqual([]);
  });

  it('document by document, each by its best passage in either', async () => {
    const hits = await at.hybrid(reader, { q: 'armbar', group: 'document' });
    expect(hits.map(({ title, content, score }) => [title, content, score.toFixed(12)])).toEqual([
      ['Attacks', first, (1 / 61 + 1 / 61).toFixed(12)],
      ['Names', other, (1 / 62).toFixed(12)],
    ]);
  });

  it('also for a question without a word to look for', async () => {
    expect(contents(await at.hybrid(reader, { q: 'what is it' })))
      .toEqual([second, other, first, third]);
  });

  it('compares only vectors of the model that embedded the question', async () => {
    expect(contents(await at.hybrid(reader, { q: 'armbar' }, towards(0, 'other'))))
      .toEqual([first, second, third]);
  });

  async function pages(limit: number, embeds: ReturnType<typeof towards>[]): Promise<string[]> {
    const all: string[] = [];
    let after: Position | undefined;
    do {
      const { items, next } = await searchDocuments(
        { ...at.as(reader), embedQuestion: embeds.length > 1 ? embeds.shift() : embeds[0] },
        { q: 'armbar', page: { limit, after: after && JSON.parse(JSON.stringify(after)) } },
      );
      all.push(...contents(items));
      after = next ?? undefined;
    } while (after);
    return all;
  }

  it.each([1, 2, 3, 4])('in pages of %i, each passage once', async (limit) => {
    expect(await pages(limit, [towards(0)])).toEqual([second, first, third, other]);
  });

  it('goes on as it began, or begins anew', async () => {
    const nothing = () => Promise.resolve(undefined);
    expect(await pages(2, [nothing, towards(0)])).toEqual([first, second, third]);
    expect(await pages(2, [towards(0), nothing])).toEqual([second, first, first, second, third]);
  });
});

describe('who finds what', () => {
  let secret: string;
  const rules = 'The mat is swept at ten. <20>';
  const rent = 'Rent is due in March. <0>';
  beforeAll(async () => {
    secret = await at.write(manager, 'Private', [rent]);
    await at.write(manager, 'Rules', [rules], gym);
    await at.embedAll();
  });

  it('shows owners their own, members what is shared with their gym, strangers nothing', async () => {
    const q = 'zzz';
    expect(contents(await at.hybrid(manager, { q }))).toEqual([rent, rules]);
    expect(contents(await at.hybrid(student, { q }))).toEqual([rules]);
    expect(await at.hybrid(stranger, { q })).toEqual([]);
    expect(contents(await at.hybrid(manager, { q, gym_id: gym }))).toEqual([rules]);
    expect(contents(await at.hybrid(manager, { q, document_ids: [secret] }))).toEqual([
      rent,
    ]);
  });

  it('narrows to a gym, even a foreign one, in which one has nothing', async () => {
    const outsider = await at.arrive('outsider');
    await at.write(outsider, 'Own', ['Entirely my own. <0>']);
    await at.embedAll();
    expect(await at.hybrid(outsider, { q: 'zzz' })).toHaveLength(1);
    expect(await at.hybrid(outsider, { q: 'zzz', gym_id: gym })).toEqual([]);
  });

  it.each([
    ['a foreign document', () => ({ q: 'rent', document_ids: [secret] })],
    ['a foreign gym', () => ({ q: 'rent', gym_id: gym })],
    ['no documents', () => ({ q: 'rent', document_ids: [] })],
  ])('widens nothing by naming %s', async (_, input) => {
    expect(await at.hybrid(stranger, input())).toEqual([]);
  });

  const as = (subject: string, role: string, statement: string) =>
    at.admin.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: subject })}, true)`;
      await sql.unsafe(`set local role ${role}`);
      return await sql.unsafe(statement);
    });
  const zero = `'[${direction(0).slice(0, 384).join()}]', 'small'`;

  it.each([
    ['nulls', 'null, null, null, null, null, null, null, null, null'],
    ['no filters and no page', `'rent', null, null, null, null, null, null, ${zero}`],
    [
      'a null among the documents',
      `'', null, array[null]::uuid[], false, null, null, 10, ${zero}`,
    ],
    ['half a cursor', `'rent', null, null, false, 'infinity', null, 1000, ${zero}`],
    ['no rows', `'rent', null, null, false, null, null, -1, ${zero}`],
    ['query syntax', `'a'' | !(x) <-> :* \\ & "', null, null, false, null, null, 10, ${zero}`],
  ])('answers a stranger and the unknown nothing, and no error, for %s', async (_, args) => {
    for (const subject of ['stranger', 'nobody']) {
      const call = `select * from private.search_chunks_hybrid(${args})`;
      expect(await as(subject, 'authenticated', call)).toHaveLength(0);
    }
  });

  it('is closed to anonymous callers, and its parts to everybody', async () => {
    const search = `select * from private.search_chunks_hybrid(
      'rent', null, null, false, null, null, 10, ${zero})`;
    const nearest = `select * from private.nearest_chunks(null, null, null, ${zero})`;
    const table = 'select * from private.chunk_embeddings';
    for (
      const [role, statement] of [
        ['anon', search],
        ['service_role', search],
        ['authenticated', nearest],
        ['service_role', nearest],
        ['anon', table],
        ['authenticated', table],
      ] as const
    ) {
      await expect(as('manager', role, statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('through the index too, when there are too many to compare one by one', async () => {
    const collector = await at.arrive('collector');
    const own = await at.write(collector, 'Collection', []);
    const foreign = await at.write(manager, 'Nearer', []);
    await at.admin.begin(async (sql) => {
      // Straight into the tables, and the index at the end: one by one takes half a minute.
      const [index] = await sql`
        select pg_get_indexdef('private.chunk_embeddings_embedding'::regclass) as definition`;
      await sql`drop index private.chunk_embeddings_embedding`;
      await sql`set local session_replication_role = replica`;
      for (
        const [document, owner, count, from] of [
          [own, collector.userId, 5_050, 5],
          [foreign, manager.userId, 200, 0],
        ] as const
      ) {
        await sql`
          with chunk as (
            insert into document_chunks (document_id, user_id, acl, position, content, start_offset,
              end_offset, token_count, search_vector)
            select ${document}, ${owner}, ${[owner]}, n, 'Passage ' || n, n, n + 1, 1, ''
            from generate_series(1, ${count}::integer) n
            returning id, radians(${from} + position / 100.0) as angle
          )
          insert into private.chunk_embeddings
          select id, 'small',
            ('[' || cos(angle) || ',' || sin(angle) || repeat(',0', 382) || ']')::extensions.vector
          from chunk`;
      }
      await sql.unsafe(index!.definition);
    });

    const hits = await at.hybrid(collector, { q: 'zzz' });
    expect(hits).toHaveLength(100);
    expect(new Set(hits.map(({ document_id }) => document_id))).toEqual(new Set([own]));
    // Approximate: most of the hundred that are nearest, and the two hundred nearer ones of others.
    expect(hits.filter(({ position }) => position <= 100).length).toBeGreaterThan(80);

    const scans = await at.admin.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims', '{"sub":"collector"}', true)`;
      await sql.unsafe(`select from private.search_chunks_hybrid(
        'zzz', null, null, false, null, null, 10, ${zero})`);
      return await sql`
        select pg_stat_get_xact_numscans('private.chunk_embeddings_embedding'::regclass)::int as n`;
    });
    expect(scans[0]!.n).toBeGreaterThan(0);
  });
});
