import type { Database, SystemDatabase } from '../../../src/db/client.ts';
import { attempt, type Command, commands, type Live } from './attempt.ts';
import { compare, type Verdict } from './compare.ts';
import { type Declared, declaredFor } from './declared.ts';
import type { Standing } from './standing.ts';
import { fullName, type Table } from './tables.ts';
import { countAll, type Totals } from './totals.ts';

/** One table with what the person got from each command, and what is declared. */
export interface Measured {
  table: Table;
  totals: Totals | undefined;
  cells: Record<Command, Cell>;
}

export interface Cell {
  live: Live;
  declared: Declared | undefined;
  verdict: Verdict;
}

/** No try begins after this long: with the last one's own time, the page takes three seconds. */
const BEGIN_WITHIN_MS = 2_000;
/** Tables tried at once; a person has three connections. */
const AT_ONCE = 3;

/**
 * Tries every command on every table, as far as the time allows; what is left is `late`.
 *
 * @param beginWithinMs how long new tries are begun
 */
export async function measure(
  tables: readonly Table[],
  { actors, userId }: Standing,
  { person, system }: { person: Database; system: SystemDatabase },
  beginWithinMs = BEGIN_WITHIN_MS,
): Promise<Measured[]> {
  const until = performance.now() + beginWithinMs;
  const names = actors.map(({ actor }) => actor);

  async function one(table: Table): Promise<Measured> {
    const isLate = () => performance.now() > until;
    const totals = isLate() ? undefined : await countAll(system, table, userId);
    const total = totals?.all ?? Infinity;
    const cells = {} as Measured['cells'];
    for (const command of commands) {
      const live: Live = isLate()
        ? { is: 'late' }
        : await attempt(person, table, command, { total, owner: userId });
      const declared = declaredFor(fullName(table), command, names);
      cells[command] = { live, declared, verdict: compare(command, declared, live, totals) };
    }
    return { table, totals, cells };
  }

  const results: Measured[] = [];
  const left = [...tables.entries()];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await one(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
