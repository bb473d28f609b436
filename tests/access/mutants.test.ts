import { createHash } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../support/cluster.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { readCatalog } from './catalog.ts';
import { type Cell, cellsOf, nameOfCell } from './cells.ts';
import { matrix } from './matrix.ts';
import { generateMutants, type Mutant } from './mutants.ts';
import { equivalent } from './mutants/equivalent.ts';
import { storeCells, tryBatch } from './support/batch.ts';
import { populate } from './world.ts';

const CONNECTIONS = 2;
/** Most mutants die of one of the first few cells; batches grow for those that do not. */
const FIRST_BATCH = 40;

const databases: TestDatabase[] = [];
const owners: postgres.Sql[] = [];
let cells: Cell[];
let mutants: Mutant[];

/** DDL takes locks: each connection has a database of its own. */
beforeAll(async () => {
  for (let index = 0; index < CONNECTIONS; index++) {
    const database = await createTestDatabase();
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    databases.push(database);
    owners.push(owner);
    await populate(owner);
  }
  const [owner] = owners as [postgres.Sql];
  const { tables } = await readCatalog(owner);
  cells = shuffled(matrix.flatMap((subject) => cellsOf(subject, tables.get(subject.name) ?? [])));
  mutants = await generateMutants(owner);
  await Promise.all(owners.map((each) => storeCells(each, cells)));
});

afterAll(async () => {
  await Promise.all(owners.map((owner) => owner.end()));
  await Promise.all(databases.map((database) => database.drop()));
});

/** The same order every time, in which any part has something of everything: mutants die early. */
function shuffled(all: Cell[]): Cell[] {
  const key = (cell: Cell) => createHash('md5').update(nameOfCell(cell)).digest('hex');
  return all.map((cell) => ({ cell, key: key(cell) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ cell }) => cell);
}

const remembered = new Map<string, number[]>();

/** The places of the cells that could notice: those of what was changed, then those that name it. */
function witnesses({ near, sql }: Mutant): number[] {
  const isGrant = /^(grant|revoke)/.test(sql);
  const key = JSON.stringify([near, isGrant]);
  const known = remembered.get(key);
  if (known) return known;
  const places = { own: [] as number[], others: [] as number[] };
  for (const [place, { subject, steps, probe }] of cells.entries()) {
    if (probe === 'update column' && !isGrant) continue;
    if (near.some((name) => subject.includes(name))) places.own.push(place);
    else if (steps.some((step) => near.some((name) => step.includes(name)))) {
      places.others.push(place);
    }
  }
  const found = [...places.own, ...places.others];
  remembered.set(key, found);
  return found;
}

/** The first cell, if any, that comes out otherwise than declared. */
async function firstKiller(owner: postgres.Sql, tried: number[]): Promise<string | undefined> {
  for (let at = 0, size = FIRST_BATCH; at < tried.length; at += size, size *= 2) {
    const batch = tried.slice(at, at + size);
    const outcomes = await tryBatch(owner, cells, batch);
    const killer = batch.find((place, index) => outcomes[index] !== cells[place]?.expected);
    if (killer !== undefined) return nameOfCell(cells[killer] as Cell);
  }
  return undefined;
}

type Verdict = { fate: 'killed' | 'survived' | 'stillborn'; by?: string };

async function judge(owner: postgres.Sql, mutant: Mutant): Promise<Verdict> {
  await owner`begin`;
  try {
    const born = await owner.unsafe(mutant.sql).simple().then(() => true, () => false);
    if (!born) return { fate: 'stillborn' };
    const by = await firstKiller(owner, witnesses(mutant));
    return by ? { fate: 'killed', by } : { fate: 'survived' };
  } finally {
    await owner`rollback`;
  }
}

describe('mutants of policies, grants, functions and triggers', () => {
  it('start from a world in which every cell holds', async () => {
    expect(await firstKiller(owners[0]!, [...cells.keys()])).toBeUndefined();
  });

  it('are killed by the matrix, or recorded as equivalent', async () => {
    const verdicts = new Map<string, Verdict>();
    const queue = [...mutants];
    await Promise.all(owners.map(async (owner) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        verdicts.set(next.name, await judge(owner, next));
      }
    }));

    const having = (fate: Verdict['fate']) =>
      [...verdicts.keys()].filter((name) => verdicts.get(name)?.fate === fate);
    const survivors = having('survived');
    const excused = survivors.filter((name) =>
      equivalent.some(({ mutants }) => mutants.test(name))
    );
    console.log(
      `mutants: ${verdicts.size}, ${having('killed').length} killed, ${excused.length} equivalent`,
    );
    expect(verdicts.size).toBe(mutants.length);
    expect(having('stillborn'), 'not even a fault').toEqual([]);
    expect(survivors.filter((name) => !excused.includes(name)), 'survived').toEqual([]);
    const killedAfterAll = having('killed')
      .filter((name) => equivalent.some(({ mutants }) => mutants.test(name)))
      .map((name) => `${name}, by ${verdicts.get(name)?.by}`);
    expect(killedAfterAll, 'recorded as equivalent, but killed').toEqual([]);
    const stale = equivalent.filter(({ mutants }) => !survivors.some((name) => mutants.test(name)));
    expect(stale, 'recorded as equivalent, but not there').toEqual([]);
  }, 300_000);
});
