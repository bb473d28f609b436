import type postgres from 'postgres';
import { type Cell, scopeOf } from './cells.ts';
import { nameOf } from '../world/ids.ts';

/** What a statement answered, however it was sent. */
export interface Returned {
  rows: Record<string, unknown>[];
  count: number | null;
}

/** What the database refused with. */
export interface Refused {
  code: string;
  message: string;
}

/** Three reasons share 42501. Which one it was is part of what a cell says. */
export function refusalOf({ code, message }: Refused): string {
  if (code !== '42501' || message.startsWith('permission denied')) return code;
  return message.includes('row-level security') ? '42501/rls' : '42501/guard';
}

/** Whether the last statement of a cell answers with rows, or only with how many it changed. */
export const returnsRows = ({ steps }: Cell) => /\breturning\b|^\s*select/.test(steps.at(-1) ?? '');

/** What came of a cell, in the words of the grid. */
export function outcomeOf(cell: Cell, { rows, count }: Returned): string {
  const { key, target } = cell;
  if (!returnsRows(cell)) return count ? `×${count}` : '-';
  const names = rows.map((row) => {
    const [first, ...others] = Object.values(row);
    return nameOf(String(others.length > 0 ? row[key] : first));
  });
  if (names.length === 0) return '-';
  return target && names.join() === 'ok' ? target : names.sort().join(' ');
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Tries cells on one connection of a superuser, each as its login, in a transaction of its own that
 * is rolled back, without waiting for one before sending the next.
 *
 * @returns what came of each, in order
 */
export function run(sql: postgres.Sql, cells: Cell[]): Promise<string[]> {
  return Promise.all(cells.map(async (cell) => {
    const { login, role, claims, signature, sub } = scopeOf(cell.actor);
    const scope = `select set_config('role', '${role}', true),
      set_config('request.jwt.claims', ${quote(claims)}, true),
      set_config('request.jwt.signature', '${signature}', true),
      set_config('request.jwt.claim.sub', ${quote(sub)}, true)`;
    const enter = `set local session authorization ${login}`;
    const before = sql.unsafe(['begin', enter, scope, ...cell.steps.slice(0, -1)].join(';\n'))
      .simple();
    const last = sql.unsafe<Record<string, unknown>[]>(cell.steps.at(-1) ?? '').simple();
    const after = sql.unsafe('rollback').simple();
    const [prepared, answer] = await Promise.allSettled([before, last, after]);
    if (prepared.status === 'rejected') return refusalOf(prepared.reason);
    if (answer.status === 'rejected') return refusalOf(answer.reason);
    return outcomeOf(cell, { rows: answer.value, count: answer.value.count });
  }));
}
