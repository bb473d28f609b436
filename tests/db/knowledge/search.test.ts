import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import type { SearchHit } from '../../../src/knowledge/search/contract.ts';
import type { Position } from '../../../src/db/keyset.ts';
import { endMembership } from '../../../src/academy/memberships/end-membership.ts';
import { searchDocuments } from '../../../src/knowledge/search/search-documents.ts';
import { type SearchDatabase, searchDatabase } from './support/search.ts';

let at: SearchDatabase;
let manager: Caller;
let student: Caller;
let stranger: Caller;
let gym: string;
let privateNotes: string;
let gymRules: string;

beforeAll(async () => {
  at = await searchDatabase();
  [manager, student, stranger] = await Promise.all(
    ['manager', 'student', 'stranger'].map((subject) => at.arrive(subject)),
  ) as [Caller, Caller, Caller];
  gym = await at.gym(manager, student);
  privateNotes = await at.write(manager, 'Private notes', ['Rent of the hall is due in March.']);
  gymRules = await at.write(manager, 'House rules', ['The hall closes at ten.'], gym);
});
afterAll(() => at.drop());

const found = (hits: SearchHit[]) => hits.map(({ document_id }) => document_id);

describe('who finds what', () => {
  it('shows owners their own, members what is shared with their gym, strangers nothing', async () => {
    expect(found(await at.search(manager, 'hall')).toSorted())
      .toEqual([privateNotes, gymRules].toSorted());
    expect(found(await at.search(student, 'hall'))).toEqual([gymRules]);
    expect(await at.search(stranger, 'hall')).toEqual([]);
  });

  it('forgets a gym as soon as one has left it', async () => {
    const guest = await at.arrive('guest');
    const other = await at.gym(manager, guest);
    const rules = await at.write(manager, 'Visitors', ['Guests bow before the tatami.'], other);
    expect(found(await at.search(guest, 'bow'))).toEqual([rules]);
    const [membership] = await at.admin<{ id: string }[]>`
      select id from memberships where user_id = ${guest.userId}`;
    await endMembership(at.as(guest), { membership_id: membership!.id });
    expect(await at.search(guest, 'bow')).toEqual([]);
  });

  it('shares and takes back with the document', async () => {
    const drills = await at.write(manager, 'Drills', ['Shrimping across the mat.']);
    expect(await at.search(student, 'shrimping')).toEqual([]);
    await at.admin`update documents set gym_id = ${gym} where id = ${drills}`;
    expect(found(await at.search(student, 'shrimping'))).toEqual([drills]);
    await at.admin`update documents set gym_id = null where id = ${drills}`;
    expect(await at.search(student, 'shrimping')).toEqual([]);
  });

  it.each([
    ['a foreign document', () => ({ q: 'hall', document_ids: [privateNotes] })],
    ['a foreign gym', () => ({ q: 'hall', gym_id: gym })],
    ['no documents', () => ({ q: 'hall', document_ids: [] })],
  ])('widens nothing by naming %s', async (_, input) => {
    expect(await at.search(stranger, input())).toEqual([]);
  });

  it.each([
    ['nulls', 'null, null, null, null, null, null, null'],
    ['a question without filters or a page', `'hall', null, null, null, null, null, null`],
    ['a null among the documents', `'hall', null, array[null]::uuid[], false, null, null, 10`],
    ['half a cursor', `'hall', null, null, false, 'infinity', null, 1000`],
    ['no rows', `'hall', null, null, false, null, null, -1`],
    ['query syntax', `'hall'' | !(x) <-> :* \\ & "', null, null, false, null, null, 10`],
  ])('answers a stranger nothing, and no error, for %s', async (_, args) => {
    const rows = await at.admin.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims', '{"sub":"stranger"}', true)`;
      await sql`set local role authenticated`;
      return await sql.unsafe(`select * from private.search_chunks(${args})`);
    });
    expect(rows).toHaveLength(0);
  });

  it('gives away at most 101 rows, whatever is asked for', async () => {
    const writer = await at.arrive('writer');
    await at.write(writer, 'Long', Array.from({ length: 150 }, (_, i) => `Breakfall ${i}.`));
    expect(await at.search(writer, 'breakfall', 5_000)).toHaveLength(101);
  });

  it('keeps what others write out of corrections', async () => {
    await at.write(manager, 'Secret', ['Project zanshinova starts soon.']);
    expect(await at.search(manager, 'zanshinoba')).toHaveLength(1);
    expect(await at.search(student, 'zanshinoba')).toEqual([]);
  });

  it('is closed to anonymous callers, and its parts to everybody', async () => {
    const calls = [
      ['anon', `private.search_chunks('hall', null, null, false, null, null, 10)`],
      ['authenticated', `private.rank_chunks(null, 'hall', null, null, false, null, null, 10)`],
      ['service_role', `private.rank_chunks(null, 'hall', null, null, false, null, null, 10)`],
    ] as const;
    for (const [role, call] of calls) {
      await expect(at.admin.begin(async (sql) => {
        await sql.unsafe(`set local role ${role}`);
        await sql.unsafe(`select * from ${call}`);
      })).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('filters and pages', () => {
  let reader: Caller;
  const documents: string[] = [];
  beforeAll(async () => {
    reader = await at.arrive('reader');
    for (let i = 0; i < 12; i++) {
      documents.push(
        await at.write(reader, `Lesson ${i}`, [
          `Sweeps from guard, ${'guard '.repeat(i % 4)} lesson.`,
          'Then the sweeps are drilled in guard.',
          'Nothing else.',
        ]),
      );
    }
  });

  async function pages(group: 'passage' | 'document', limit: number): Promise<SearchHit[]> {
    const all: SearchHit[] = [];
    let after: Position | undefined;
    do {
      const { items, next } = await searchDocuments(
        at.as(reader),
        {
          q: 'guard sweeps',
          group,
          page: { limit, after: after && JSON.parse(JSON.stringify(after)) },
        },
      );
      all.push(...items);
      after = next ?? undefined;
    } while (after);
    return all;
  }

  it.each([1, 3, 7, 100])(
    'neither skips nor repeats in pages of %i, equal scores included',
    async (limit) => {
      const hits = await pages('passage', limit);
      expect(new Set(hits.map(({ chunk_id }) => chunk_id)).size).toBe(24);
      expect(hits).toHaveLength(24);
      expect(hits.map(({ score }) => score)).toEqual(
        hits.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      expect(new Set(hits.map(({ score }) => score)).size).toBeLessThan(24);
    },
  );

  it('answers each document once with its best passage when grouped', async () => {
    const hits = await pages('document', 5);
    expect(hits.map(({ document_id }) => document_id).toSorted()).toEqual(documents.toSorted());
    for (const hit of hits) {
      const rivals = await at.search(reader, {
        q: 'guard sweeps',
        document_ids: [hit.document_id],
      });
      expect(rivals[0]?.chunk_id).toBe(hit.chunk_id);
    }
  });

  it('narrows to documents and to a gym', async () => {
    const hits = await at.search(reader, {
      q: 'guard',
      document_ids: documents.slice(0, 2),
    });
    expect(new Set(found(hits))).toEqual(new Set(documents.slice(0, 2)));
    expect(found(await at.search(manager, { q: 'hall', gym_id: gym }))).toEqual([gymRules]);
  });

  it('finds one’s own shared document by its gym after leaving that gym', async () => {
    const coach = await at.arrive('coach');
    const other = await at.gym(manager, coach);
    const plan = await at.write(coach, 'Plan', ['Footwork on Monday.'], other);
    await at.admin`update memberships set left_at = now() where user_id = ${coach.userId}`;
    expect(found(await at.search(coach, { q: 'footwork', gym_id: other }))).toEqual([plan]);
  });
});

describe('words that are nowhere', () => {
  /** In how many spellings a question's words were tried, and how often. */
  const looks = (question: string) =>
    at.admin.begin(async (sql) => {
      await sql`set local track_functions = 'pl'`;
      const calls = async () => {
        const [row] = await sql<{ calls: number }[]>`
          select coalesce(pg_stat_get_xact_function_calls(
            'private.spelling_variants(text)'::regprocedure), 0)::int as calls`;
        return row!.calls;
      };
      const before = await calls();
      await sql`
        select from private.rank_chunks(
          array[${manager.userId}::uuid], ${question}, null, null, false, null, null, 10
        )`;
      return await calls() - before;
    });
  const unknown = (words: number, letters: number) =>
    Array.from({ length: words }, (_, i) => {
      const tail = i.toString(36).replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);
      return 'zq'.repeat(letters / 2).slice(tail.length) + tail;
    }).join(' ');

  it('are tried in other spellings for three words and forty letters, however many there are', async () => {
    expect(await looks('hall')).toBe(0);
    expect(await looks(unknown(1, 8))).toBe(1);
    for (const words of [3, 12, 24, 47]) expect(await looks(unknown(words, 8))).toBe(3);
    for (const words of [12, 24, 47]) expect(await looks(unknown(words, 20))).toBe(2);
  });

  it('are still put right behind a long one, as far as they are tried', async () => {
    const notes = await at.write(manager, 'Takedowns', ['The seoinage of the visitors.']);
    for (const q of ['seoinagee', `${unknown(2, 12)} seoinagee`]) {
      expect(found(await at.search(manager, q))).toEqual([notes]);
    }
    expect(await at.search(manager, `${unknown(3, 12)} seoinagee`)).toEqual([]);
  });
});
