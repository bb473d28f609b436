import postgres from 'postgres';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { isAboutVectors } from '../mutants/equivalent/vectors.ts';
import { generateMutants, type Mutant } from '../mutants/mutants.ts';
import { populate } from '../world/world.ts';
import { readCatalog } from './catalog.ts';
import { cellsOf } from './cells.ts';
import { createJudge, type Judge, type Onlooker, type Verdict } from './judge.ts';
import { matrixHere } from './matrix-here.ts';

const JUDGES = 2;

export interface Judges {
  /** Every mutant of what there is without pgvector. */
  mutants: Mutant[];
  /** A connection of the owner's to the first one's database. */
  owner: postgres.Sql;
  first: Judge;
  /** Tries mutants, each by whoever is free, with at most so many cells of what could notice. */
  judgeAll(
    mutants: readonly Mutant[],
    mostFor?: (mutant: Mutant) => number | undefined,
  ): Promise<Map<string, Verdict>>;
  close(): Promise<void>;
}

/**
 * Opens judges who work side by side. DDL takes locks: each has a database of its own, with the
 * access world in it.
 *
 * @param watch makes who looks on, for a superuser's connection and one of the owner's
 */
export async function openJudges(
  watch?: (admin: postgres.Sql, owner: postgres.Sql) => Promise<Onlooker>,
): Promise<Judges> {
  const matrix = await matrixHere();
  const databases: TestDatabase[] = [];
  const connections: postgres.Sql[] = [];
  const open = async () => {
    const database = await createTestDatabase();
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    databases.push(database);
    connections.push(owner, admin);
    await populate(owner);
    const { tables } = await readCatalog(owner);
    const cells = matrix.flatMap((subject) => cellsOf(subject, tables.get(subject.name) ?? []));
    return { owner, judge: await createJudge(admin, cells, await watch?.(admin, owner)) };
  };

  const { owner, judge: first } = await open();
  const judges = [first];
  while (judges.length < JUDGES) judges.push((await open()).judge);
  const mutants = (await generateMutants(owner)).filter((mutant) => !isAboutVectors(mutant));
  return {
    mutants,
    owner,
    first,
    async judgeAll(wanted, mostFor) {
      const verdicts = new Map<string, Verdict>();
      const queue = [...wanted];
      await Promise.all(judges.map(async (judge) => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          verdicts.set(next.name, await judge.judge(next, mostFor?.(next)));
        }
      }));
      return verdicts;
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.end()));
      await Promise.all(databases.map((database) => database.drop()));
    },
  };
}
