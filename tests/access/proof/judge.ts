import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { findPostgresError } from '../../../src/db/violation.ts';
import { roleOf } from '../world/actors.ts';
import { type Cell, nameOfCell } from './cells.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { storeCells, tryBatch } from './batch.ts';
import { mentionsIn } from './mentions.ts';

/** Most mutants die of one of the first few cells; batches grow for those that do not, up to a size. */
const FIRST_BATCH = 4;
const LARGEST_BATCH = 64;
/** An onlooker is shown more of what a mutant changes. */
const FIRST_SHOWN = 40;
/** Of the cells that mutants of one place died of, so many are tried first on the next. */
const REMEMBERED = 16;
/** A mutant may never end, which is noticed: no batch takes as long, on a busy machine either. */
const NO_END_MS = 10_000;
const QUERY_CANCELED = '57014';

export interface Verdict {
  fate: 'killed' | 'survived' | 'stillborn';
  by?: string;
}

export interface Judge {
  /** The name of the first cell of all that does not hold. */
  firstWrong(): Promise<string | undefined>;
  /** Plants the mutant, tries what could notice, `most` cells of it at the most, and undoes it. */
  judge(mutant: Mutant, most?: number): Promise<Verdict>;
}

/** Is shown the cells of a mutant as they are tried, while it is planted, with what came of each. */
export type Onlooker = (mutant: Mutant, tried: Cell[], outcomes: string[]) => Promise<void>;

/** The cells that could notice a mutant, by their places. */
interface Witnesses {
  /** Those of what was changed, those that name it, then those who come to neither. */
  places: number[];
  /** Those that noticed another mutant of the same, the last to be found first. */
  killers: number[];
}

/** Whether a function's body may come to do with other rights: of one cell that, of the next this. */
const changesRights = ({ sql }: Mutant) => /^(alter function|grant|revoke)/.test(sql);

/** Tries mutants with these cells, on one connection of a superuser to a populated database. */
export async function createJudge(
  admin: postgres.Sql,
  declared: Cell[],
  onlooker?: Onlooker,
): Promise<Judge> {
  const cells = distinct(shuffled(declared));
  await storeCells(admin, cells);
  const mentionsOf = mentionsIn(cells);
  const remembered = new Map<string, Witnesses>();

  function witnessesOf({ near, roles, sql }: Mutant): Witnesses {
    const isGrant = /^(grant|revoke)/.test(sql);
    const key = JSON.stringify([near, roles, isGrant]);
    const known = remembered.get(key);
    if (known) return known;
    const [own, others, refused]: number[][] = [[], [], []];
    const mentions = near.map(mentionsOf);
    const owned = new Set(mentions.flatMap((mention) => mention.own));
    const all = new Set(mentions.flatMap((mention) => mention.all));
    for (const place of [...all].sort((a, b) => a - b)) {
      const { actor, probe, expected } = cells[place] as Cell;
      if (probe === 'update column' && !isGrant) continue;
      if (roles && !roles.includes(roleOf(actor))) continue;
      const isShut = expected === '42501' && !sql.startsWith('grant');
      (isShut ? refused : owned.has(place) ? own : others)!.push(place);
    }
    const found = { places: [own, others, refused].flat() as number[], killers: [] };
    remembered.set(key, found);
    return found;
  }

  /** The place of the first cell, if any, that comes out otherwise than declared. */
  async function firstKiller(tried: number[], mutant?: Mutant): Promise<number | undefined> {
    const first = onlooker ? FIRST_SHOWN : FIRST_BATCH;
    for (let at = 0, size = first; at < tried.length;) {
      const batch = tried.slice(at, at + size);
      const outcomes = await tryBatch(admin, cells, batch, mutant && changesRights(mutant));
      if (mutant) await onlooker?.(mutant, batch.map((place) => cells[place] as Cell), outcomes);
      const killer = batch.find((place, index) => outcomes[index] !== cells[place]?.expected);
      if (killer !== undefined) return killer;
      at += size;
      size = Math.min(2 * size, LARGEST_BATCH);
    }
    return undefined;
  }

  const nameAt = (place: number | undefined) =>
    place === undefined ? undefined : nameOfCell(cells[place] as Cell);

  return {
    firstWrong: async () => nameAt(await firstKiller([...cells.keys()])),
    async judge(mutant, most) {
      await admin`begin`;
      try {
        await admin.unsafe(`set local statement_timeout = ${NO_END_MS}`);
        const born = await admin.unsafe(mutant.sql).simple().then(() => true, () => false);
        if (!born) return { fate: 'stillborn' };
        const { places, killers } = witnessesOf(mutant);
        const tried = [...new Set([...killers, ...places])].slice(0, most);
        const killer = await firstKiller(tried, mutant);
        if (killer === undefined) return { fate: 'survived' };
        if (!killers.includes(killer)) killers.unshift(killer);
        killers.splice(REMEMBERED);
        return { fate: 'killed', by: nameAt(killer) };
      } catch (error) {
        if (findPostgresError(error)?.code !== QUERY_CANCELED) throw error;
        return { fate: 'killed', by: 'one that never ends' };
      } finally {
        await admin`rollback`;
      }
    },
  };
}

/**
 * The cells without those that only begin as somebody else: who becomes another in the first step, with
 * that one's login, role and claims, does the same as everyone who does. What a cell fewer could not
 * notice, lives, and is reported.
 */
function distinct(cells: Cell[]): Cell[] {
  const seen = new Set<string>();
  return cells.filter(({ subject, steps, target, expected }) => {
    if (!steps[0]?.includes(`set_config('session_authorization'`)) return true;
    const key = JSON.stringify([subject, steps, target, expected]);
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * The same order every time, in which any part has something of everything: mutants die early. What
 * comes out alike of one probe, for another actor or row, is likely to notice the same: the first of
 * each such kind come first, then the second.
 */
function shuffled(all: Cell[]): Cell[] {
  const key = (cell: Cell) => createHash('md5').update(nameOfCell(cell)).digest('hex');
  const kinds = new Map<string, number>();
  return all.map((cell) => ({ cell, key: key(cell) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ cell }) => {
      const kind = JSON.stringify([cell.subject, cell.probe, cell.expected]);
      const round = kinds.get(kind) ?? 0;
      kinds.set(kind, round + 1);
      return { cell, round };
    })
    .sort((a, b) => a.round - b.round)
    .map(({ cell }) => cell);
}
