import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createVectorDatabase } from '../../testkit/database/pglite.ts';
import { type Catalog, readCatalog } from './proof/catalog.ts';
import { type Cell, cellsOf, nameOfCell } from './proof/cells.ts';
import { matrix } from './matrix/matrix.ts';
import { vectors } from './matrix/knowledge/vectors.ts';
import { generateMutants, type Mutant } from './mutants/mutants.ts';
import { equivalentWithVectors, isAboutVectors } from './mutants/equivalent/vectors.ts';
import { run } from './proof/session.ts';
import { createJudge, type Verdict } from './proof/judge.ts';
import { nothingWrong, reportOf } from './proof/report.ts';
import { leaveResults } from './proof/leave-results.ts';
import { MOST_OF_EQUIVALENT, partOfToday } from './proof/share.ts';
import { populate } from './world/world.ts';

/** As of all the others: `npm run prove -- access` tries every one. */
const ONE_OF = 4;

/** What there is only where pgvector is, wherever the tests run. */
let database: TestDatabase;
let sql: postgres.Sql;
let catalog: Catalog;
let cells: Cell[];

beforeAll(async () => {
  database = await createVectorDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await populate(sql);
  catalog = await readCatalog(sql);
  cells = vectors.flatMap((subject) => cellsOf(subject, catalog.tables.get(subject.name) ?? []));
  console.log(`access matrix: ${cells.length} cells with pgvector`);
}, 180_000);

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

async function wrongOf(tried: Cell[]) {
  const outcomes = await run(sql, tried);
  return tried.map((cell, index) => [nameOfCell(cell), cell.expected, outcomes[index]])
    .filter(([, expected, outcome]) => outcome !== expected);
}

describe('with pgvector', () => {
  it('there is nothing that the matrix does not have', () => {
    const all = [...matrix, ...vectors];
    const tables = all.filter(({ rows }) => rows).map(({ name }) => name);
    expect(tables.sort()).toEqual([...catalog.tables.keys()].sort());
    expect(Object.fromEntries(all.filter(({ rows }) => !rows).map((s) => [s.name, s.returns])))
      .toEqual(Object.fromEntries(catalog.functions));
  });

  it.each(vectors.map(({ name }) => name))('%s', async (subject) => {
    expect(await wrongOf(cells.filter((cell) => cell.subject === subject))).toEqual([]);
  });

  it('mutants are killed by the matrix, or recorded as equivalent', async () => {
    const judge = await createJudge(sql, cells);
    const verdicts = new Map<string, Verdict>();
    // Anew each time: a mutant holds the function as it was when it was made.
    const mutantsNow = async () => (await generateMutants(sql)).filter(isAboutVectors);
    const mutants = await mutantsNow();
    const tryAll = async (wanted: readonly Mutant[]) => {
      for (const mutant of wanted) {
        if (verdicts.get(mutant.name)?.fate === 'killed') continue;
        const isRecorded = equivalentWithVectors.some(({ mutants }) => mutants.test(mutant.name));
        const most = isRecorded ? MOST_OF_EQUIVALENT : undefined;
        verdicts.set(mutant.name, await judge.judge(mutant, most));
      }
    };
    const today = new Set(partOfToday(mutants, ONE_OF).map(({ name }) => name));
    await tryAll(mutants.filter(({ name }) => today.has(name)));

    // Once more as if there were too many chunks to compare: the index answers then.
    const [nearest] = await sql<{ definition: string }[]>`
      select pg_get_functiondef('private.nearest_chunks'::regproc) as definition`;
    const before = nearest?.definition ?? '';
    const after = before.replace('few constant integer := 5000', 'few constant integer := 0');
    expect(after).not.toBe(before);
    await sql.unsafe(after);
    expect(await wrongOf(cells)).toEqual([]);
    const ofNearest = ({ name }: Mutant) =>
      today.has(name) && name.startsWith('function private.nearest_chunks:');
    await tryAll((await mutantsNow()).filter(ofNearest));
    await sql.unsafe(before);

    await leaveResults('vectors', sql, verdicts, equivalentWithVectors);
    expect(reportOf(verdicts, equivalentWithVectors, mutants)).toEqual(nothingWrong);
  }, 300_000);
});
