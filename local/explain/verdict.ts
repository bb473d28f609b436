import type { Table } from './catalog/table.ts';
import type { Raised, Step, Tried, Verdict } from './explanation.ts';
import { spoken } from './expression/quote.ts';

/** What the steps alone come to, before the statement has run. */
export type Expected =
  | { result: 'reached' }
  /** No row is found, or none is changed. */
  | { result: 'none' }
  | { result: 'refused'; raised: Raised }
  /** What is behind a view, or could not be looked at. */
  | { result: 'unknown' };

/** Whether the statement did what the steps say. `ofRow`: whether it was about a row at all. */
export function agreesWith(
  table: Table,
  expected: Expected,
  { rows, raised }: Tried,
  { ofRow }: { ofRow: boolean },
): boolean {
  switch (expected.result) {
    case 'unknown':
      return true;
    case 'none':
      return rows === 0;
    case 'refused':
      return raised?.sqlstate === expected.raised.sqlstate &&
        (raised.sqlstate !== '42501' || raised.message === expected.raised.message);
    case 'reached':
      return raised ? !isOfAccess(table, raised) : rows !== 0 || !ofRow;
  }
}

/** Whether it is rights to the table or its row security that a statement was refused by. */
export function isOfAccess({ schema, name }: Table, { sqlstate, message }: Raised): boolean {
  return sqlstate === '42501' && (
    message.startsWith('new row violates row-level security policy') &&
      message.endsWith(`for table "${name}"`) ||
    [`schema ${schema}`, `table ${name}`, `view ${name}`].some((what) =>
      message === `permission denied for ${what}`
    )
  );
}

/** The verdict, with the words of the step that decided. */
export function verdictOf(
  table: Table,
  steps: Step[],
  expected: Expected,
  { rows, raised }: Tried,
  { ofRow }: { ofRow: boolean },
): Verdict {
  const stop = steps.findLast(({ outcome }) => outcome === 'stop');
  if (stop?.kind === 'row') return { result: 'no row', silent: true, says: stop.says };
  if (expected.result === 'none') {
    const denied = stop?.kind === 'policies';
    return { result: denied ? 'denied' : 'error', silent: true, says: stop?.says ?? '' };
  }
  if (expected.result === 'refused') {
    const refused = { silent: false, raised: expected.raised, says: stop?.says ?? '' };
    return { result: isOfAccess(table, expected.raised) ? 'denied' : 'error', ...refused };
  }
  if (raised) {
    const result = isOfAccess(table, raised) ? 'denied' : 'error';
    return {
      result,
      silent: false,
      raised,
      says: stop?.says ?? `It is refused: ${raised.message}.`,
    };
  }
  if (rows === 0 && ofRow) {
    return { result: 'denied', silent: true, says: `${spoken(table)} shows no such row.` };
  }
  return {
    ...{ result: 'allowed', silent: false },
    says: ofRow ? 'The row is reached.' : 'The command may be sent; no row was named.',
  };
}
