import type postgres from 'postgres';
import { type Cell, scopeOf } from './cells.ts';
import { nameOf } from './world.ts';

/** What a statement answered, however it was sent. */
export interface Answer {
  rows: Record<string, unknown>[];
  count: number | null;
}

/** What the database refused with; `routine` says which part of Postgres did. */
export interface Refusal {
  code: string;
  routine: string;
}

/** Three reasons share 42501. Which one it was is part of what a cell says. */
const reasons: Record<string, string> = {
  ExecWithCheckOptions: '42501/rls',
  exec_stmt_raise: '42501/guard',
};

export const refusalOf = ({ code, routine }: Refusal): string =>
  code === '42501' ? reasons[routine] ?? code : code;

/** What came of a cell, in the words of the grid. */
export function outcomeOf({ steps, key, target }: Cell, { rows, count }: Answer): string {
  if (!/\breturning\b|^\s*select/.test(steps.at(-1) ?? '')) return count ? `×${count}` : '-';
  const names = rows.map((row) => {
    const [first, ...others] = Object.values(row);
    return nameOf(String(others.length > 0 ? row[key] : first));
  });
  if (names.length === 0) return '-';
  return target && names.join() === 'ok' ? target : names.sort().join(' ');
}

/** How cells are wrapped: each in a transaction, or each in a savepoint of one that is open. */
const wrappers = {
  transaction: { enter: 'begin', leave: 'rollback' },
  savepoint: { enter: 'savepoint cell', leave: 'rollback to savepoint cell' },
};

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Tries cells on one connection, without waiting for one before sending the next.
 *
 * @returns what came of each, in order
 */
export function run(
  sql: postgres.Sql,
  cells: Cell[],
  within: keyof typeof wrappers = 'transaction',
): Promise<string[]> {
  const { enter, leave } = wrappers[within];
  return Promise.all(cells.map(async (cell) => {
    const { role, claims, sub } = scopeOf(cell.actor);
    const scope = `select set_config('role', '${role}', true),
      set_config('request.jwt.claims', ${quote(claims)}, true),
      set_config('request.jwt.claim.sub', ${quote(sub)}, true)`;
    const before = sql.unsafe([enter, scope, ...cell.steps.slice(0, -1)].join(';\n')).simple();
    const last = sql.unsafe<Record<string, unknown>[]>(cell.steps.at(-1) ?? '').simple();
    const after = sql.unsafe(leave).simple();
    const [prepared, answer] = await Promise.allSettled([before, last, after]);
    if (prepared.status === 'rejected') return refusalOf(prepared.reason);
    if (answer.status === 'rejected') return refusalOf(answer.reason);
    return outcomeOf(cell, { rows: answer.value, count: answer.value.count });
  }));
}
