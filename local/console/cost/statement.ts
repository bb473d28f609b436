import { deparse, parseStatements } from '../../explain/expression/grammar.ts';
import { ident } from '../../explain/expression/quote.ts';
import type { Table } from '../matrix/tables.ts';

export const whats = ['list', 'count'] as const;
export type What = (typeof whats)[number];

export const LISTED = 20;
/** Rows are counted to here, and then there are at least so many. */
export const COUNTED = 10_000;

/** What an address asks the cost of. */
export interface Asked {
  what: What;
  /** A condition that the statement sends along, as it was typed. */
  filter: string;
}

export function readAsked(query: URLSearchParams): Asked {
  return {
    what: whats.find((what) => what === query.get('what')) ?? 'list',
    filter: query.get('filter')?.trim() ?? '',
  };
}

/** A filter that is not one condition. */
export class FilterError extends Error {}

/**
 * The statement whose cost is measured: the latest rows, or as many as are counted.
 * @throws FilterError where the filter is not exactly one expression
 */
export function statementOf(
  { schema, name, key, columns }: Table & { columns: string[] },
  { what, filter }: Asked,
): string {
  const table = `${ident(schema)}.${ident(name)}`;
  const where = filter ? ` where ${conditionOf(filter)}` : '';
  if (what === 'count') {
    return `select count(*) from (select from ${table}${where} limit ${COUNTED + 1}) few`;
  }
  const order = [...new Set([...columns.includes('created_at') ? ['created_at'] : [], ...key])]
    .map((column) => `${ident(column)} desc`);
  const by = order.length > 0 ? ` order by ${order.join(', ')}` : '';
  return `select * from ${table}${where}${by} limit ${LISTED}`;
}

/** What stands in a SELECT that has a WHERE and nothing else. */
const PLAIN = ['whereClause', 'limitOption', 'op'];

/** The condition written back from its tree, so that nothing else comes along with it. */
function conditionOf(filter: string): string {
  try {
    const [statement, ...more] = parseStatements(`select where (${filter}\n)`);
    if (statement && more.length === 0 && 'SelectStmt' in statement) {
      const { SelectStmt: select } = statement;
      const isPlain = Object.keys(select).every((name) => PLAIN.includes(name));
      if (isPlain && select.whereClause) return `(${deparse(select.whereClause)})`;
    }
  } catch (error) {
    throw new FilterError((error as Error).message, { cause: error });
  }
  throw new FilterError("The filter must be one condition, such as gym_id = '…'.");
}
