import { gapsFor } from '../good/ids.ts';
import type { LegacyTable, Row } from '../tables.ts';
import type { BadRow, Flaw, Known } from './flaw.ts';
import { twins } from './twins.ts';

/** Which ids the flaws of a table have, in their order. */
export interface Places<T extends LegacyTable> {
  table: T;
  flaws: readonly Flaw<T>[];
  ids: readonly number[];
}

/**
 * @param rows how many good rows the table has
 * @param every how often its serial leaves an id out
 */
export const placesOf = <T extends LegacyTable>(
  table: T,
  flaws: readonly Flaw<T>[],
  rows: number,
  every: number,
): Places<T> => ({ table, flaws, ids: gapsFor(flaws.length, rows, every) });

export const badRows = <T extends LegacyTable>({ table, flaws, ids }: Places<T>): BadRow[] =>
  flaws.map(({ reason, column }, index) => ({ table, id: ids[index]!, reason, column }));

/** Puts the rows with flaws among the good ones, in order of their ids. */
export function* mix<T extends LegacyTable>(
  { table, flaws, ids }: Places<T>,
  good: Iterable<Row<T>>,
  known: Known,
): Generator<Row<T>> {
  const elders = new Map<Flaw<T>, Row<T>>();
  let last: Row<T> | undefined;
  let next = 0;
  const flawed = (): Row<T> => {
    const [flaw, id] = [flaws[next]!, ids[next]!];
    next++;
    const elder = flaw.after ? elders.get(flaw) : last;
    if (!elder || !last) throw new Error(`${table} ${id} (${flaw.reason}) has no elder.`);
    return { ...twins[table](last, id), ...flaw.cells({ elder, known }) };
  };
  const choosy = flaws.filter(({ after }) => after);
  for (const row of good) {
    while (next < flaws.length && ids[next]! < (row.id as number)) yield flawed();
    yield row;
    last = row;
    for (const flaw of choosy) if (flaw.after!(row)) elders.set(flaw, row);
  }
  while (next < flaws.length) yield flawed();
}
