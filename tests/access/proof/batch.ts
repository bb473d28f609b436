import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import { type Cell, scopeOf } from './cells.ts';
import { outcomeOf, refusalOf, type Refused, type Returned, returnsRows } from './session.ts';

const SCRIPT = fileURLToPath(new URL('./try-cells.sql', import.meta.url));

/** Hands all cells to the database once, so that `tryBatch` needs to name them only. */
export async function storeCells(admin: postgres.Sql, cells: Cell[]): Promise<void> {
  await admin.file(SCRIPT).simple();
  for (let at = 0; at < cells.length; at += 1000) {
    const rows = cells.slice(at, at + 1000).map((cell, index) => ({
      id: at + index,
      ...scopeOf(cell.actor),
      steps: cell.steps,
      returns_rows: returnsRows(cell),
    }));
    await admin`insert into probe.cells ${admin(rows)}`;
  }
}

/**
 * Tries cells by their places in what `storeCells` was given; answers what came of each.
 *
 * @param apart each with plans of its own, which costs several times as much
 */
export async function tryBatch(
  admin: postgres.Sql,
  cells: Cell[],
  places: number[],
  apart = false,
): Promise<string[]> {
  const [row] = await admin<{ answers: (Returned | Refused)[] }[]>`
    select to_jsonb(probe.try_cells(${places}, ${apart})) as answers`;
  return (row?.answers ?? []).map((answer, index) =>
    'code' in answer ? refusalOf(answer) : outcomeOf(cells[places[index]!]!, answer)
  );
}
