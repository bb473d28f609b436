import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { readCatalog } from './proof/catalog.ts';
import { cellsOf } from './proof/cells.ts';
import { generateMutants, type Mutant } from './mutants/mutants.ts';
import { equivalent } from './mutants/equivalent.ts';
import { isAboutVectors } from './mutants/equivalent-vectors.ts';
import { createJudge, type Judge, type Verdict } from './proof/judge.ts';
import { matrixHere } from './proof/matrix-here.ts';
import { nothingWrong, reportOf } from './proof/report.ts';
import { leaveResults } from './proof/leave-results.ts';
import { populate } from './world/world.ts';

const CONNECTIONS = 2;

const matrix = await matrixHere();
const databases: TestDatabase[] = [];
const connections: postgres.Sql[] = [];
const judges: Judge[] = [];
let mutants: Mutant[];

/** DDL takes locks: each connection has a database of its own. */
beforeAll(async () => {
  for (let index = 0; index < CONNECTIONS; index++) {
    const database = await createTestDatabase();
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    databases.push(database);
    connections.push(owner, admin);
    await populate(owner);
    const { tables } = await readCatalog(owner);
    const cells = matrix.flatMap((subject) => cellsOf(subject, tables.get(subject.name) ?? []));
    judges.push(await createJudge(admin, cells));
  }
  mutants = (await generateMutants(connections[0] as postgres.Sql))
    .filter((mutant) => !isAboutVectors(mutant));
});

afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.end()));
  await Promise.all(databases.map((database) => database.drop()));
});

describe('mutants of policies, grants, functions and triggers', () => {
  it('start from a world in which every cell holds', async () => {
    expect(await judges[0]?.firstWrong()).toBeUndefined();
  }, 300_000);

  it('are killed by the matrix, or recorded as equivalent', async () => {
    const verdicts = new Map<string, Verdict>();
    const queue = [...mutants];
    await Promise.all(judges.map(async (judge) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        verdicts.set(next.name, await judge.judge(next));
      }
    }));

    await leaveResults('mutants', connections[0] as postgres.Sql, verdicts, equivalent);
    expect(verdicts.size).toBe(mutants.length);
    expect(reportOf(verdicts, equivalent)).toEqual(nothingWrong);
  }, 1_800_000);
});
