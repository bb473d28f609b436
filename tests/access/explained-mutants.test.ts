import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { readKeys } from './explained/cells.ts';
import { probeExplainer } from './explained/probes.ts';
import { shareOf } from './explained/share.ts';
import { isAboutVectors } from './mutants/equivalent-vectors.ts';
import { generateMutants, type Mutant } from './mutants/mutants.ts';
import { readCatalog } from './proof/catalog.ts';
import { cellsOf, nameOfCell } from './proof/cells.ts';
import { createJudge, type Judge, type Onlooker } from './proof/judge.ts';
import { matrixHere } from './proof/matrix-here.ts';
import { populate } from './world/world.ts';

const CONNECTIONS = 2;
/**
 * Of the cells that are tried on a mutant every one that comes out otherwise is explained, and so many
 * that do not: of one that lives every witness is tried, which are thousands.
 */
const UNCHANGED = Number(process.env.PROOF_ROUNDS ?? 12);

const matrix = await matrixHere();
const databases: TestDatabase[] = [];
const connections: postgres.Sql[] = [];
const judges: Judge[] = [];
let mutants: Mutant[];
const seen = { mutants: 0, explained: 0, changed: 0 };
const wrong: string[] = [];

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
    judges.push(await createJudge(admin, cells, await explaining(admin, owner)));
  }
  mutants = (await generateMutants(connections[0] as postgres.Sql))
    .filter((mutant) => !isAboutVectors(mutant));
});

afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.end()));
  await Promise.all(databases.map((database) => database.drop()));
});

/** Explains the cells of each mutant as they are tried, while it is planted. */
async function explaining(admin: postgres.Sql, owner: postgres.Sql): Promise<Onlooker> {
  const probes = probeExplainer(admin, await readKeys(owner));
  let last: Mutant | undefined;
  let left = 0;
  return async (mutant, tried, outcomes) => {
    if (mutant !== last) {
      probes.forget();
      [last, left] = [mutant, UNCHANGED];
      seen.mutants++;
    }
    for (const [place, cell] of tried.entries()) {
      const outcome = outcomes[place] as string;
      const changed = outcome !== cell.expected;
      if (left === 0 && !changed) continue;
      const fault = await probes.faultOf(cell, outcome);
      if (fault === null) continue;
      seen.explained++;
      if (changed) seen.changed++;
      else left--;
      if (fault) wrong.push(`${mutant.name}: ${nameOfCell(cell)}: ${fault}`);
    }
  };
}

describe('an explanation under a mutant', () => {
  it('changes where what Postgres does changes, and nowhere else', async () => {
    const queue = [...shareOf(mutants, 20)];
    const asked = queue.length;
    await Promise.all(judges.map(async (judge) => {
      for (let next = queue.shift(); next; next = queue.shift()) await judge.judge(next);
    }));
    console.log(
      `explained under mutants: ${asked} of ${mutants.length}, ${seen.explained} cells, of which ` +
        `${seen.changed} changed; ${wrong.length} disagree`,
    );
    expect(wrong).toEqual([]);
    expect(seen.changed).toBeGreaterThan(0);
  }, 3_600_000);
});
