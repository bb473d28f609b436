import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { type Cell, nameOfCell } from './cells.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { storeCells, tryBatch } from './batch.ts';

/** Most mutants die of one of the first few cells; batches grow for those that do not. */
const FIRST_BATCH = 40;

export interface Verdict {
  fate: 'killed' | 'survived' | 'stillborn';
  by?: string;
}

export interface Judge {
  /** The name of the first cell of all that does not hold. */
  firstWrong(): Promise<string | undefined>;
  /** Plants the mutant, tries what could notice, and undoes it. */
  judge(mutant: Mutant): Promise<Verdict>;
}

/** Is shown the cells of a mutant as they are tried, while it is planted, with what came of each. */
export type Onlooker = (mutant: Mutant, tried: Cell[], outcomes: string[]) => Promise<void>;

/** Tries mutants with these cells, on one connection of a superuser to a populated database. */
export async function createJudge(
  admin: postgres.Sql,
  declared: Cell[],
  onlooker?: Onlooker,
): Promise<Judge> {
  const cells = shuffled(declared);
  await storeCells(admin, cells);
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
  async function firstKiller(tried: number[], mutant?: Mutant): Promise<string | undefined> {
    for (let at = 0, size = FIRST_BATCH; at < tried.length; at += size, size *= 2) {
      const batch = tried.slice(at, at + size);
      const outcomes = await tryBatch(admin, cells, batch);
      if (mutant) await onlooker?.(mutant, batch.map((place) => cells[place] as Cell), outcomes);
      const killer = batch.find((place, index) => outcomes[index] !== cells[place]?.expected);
      if (killer !== undefined) return nameOfCell(cells[killer] as Cell);
    }
    return undefined;
  }

  return {
    firstWrong: () => firstKiller([...cells.keys()]),
    async judge(mutant) {
      await admin`begin`;
      try {
        const born = await admin.unsafe(mutant.sql).simple().then(() => true, () => false);
        if (!born) return { fate: 'stillborn' };
        const by = await firstKiller(witnesses(mutant), mutant);
        return by ? { fate: 'killed', by } : { fate: 'survived' };
      } finally {
        await admin`rollback`;
      }
    },
  };
}

/** The same order every time, in which any part has something of everything: mutants die early. */
function shuffled(all: Cell[]): Cell[] {
  const key = (cell: Cell) => createHash('md5').update(nameOfCell(cell)).digest('hex');
  return all.map((cell) => ({ cell, key: key(cell) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ cell }) => cell);
}
