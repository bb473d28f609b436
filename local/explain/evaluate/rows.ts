import type { Table } from '../catalog/table.ts';
import { ident, literal, qualified } from '../expression/quote.ts';
import type { Run } from '../ports.ts';
import { conditionOf } from './intent.ts';

/** A whole row: as one value of its type, and by column. */
export interface WholeRow {
  value: string;
  columns: Record<string, string | null>;
}

/** Longer values are cut where they are shown. */
export const LONGEST = 2000;

/** The columns for showing. */
export const shown = ({ columns }: WholeRow): WholeRow['columns'] =>
  Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, value?.slice(0, LONGEST) ?? null]),
  );

/** Reads the row of the key with the system's rights; the first of several. */
export async function readRow(
  system: Run,
  table: Table,
  key: Record<string, string | null>,
): Promise<WholeRow | null> {
  return await readFrom(
    system,
    table,
    `${qualified(table)} as ${ident(table.name)}
    where ${conditionOf(key)} limit 1`,
  );
}

/** The value of a row type by its columns, generated ones computed: a trigger does not have them yet. */
export async function completeRow(run: Run, table: Table, value: string): Promise<WholeRow> {
  const alias = ident(table.name);
  const columns = table.columns.map(({ name, generation }) =>
    generation === null ? `${alias}.${ident(name)}` : `(${generation})`
  );
  const whole = `unnest(array[row(${columns})::${qualified(table)}])`;
  const row = await readFrom(
    run,
    table,
    `${rowSource(table, value)}
    cross join lateral ${whole} as "complete row"`,
    '"complete row"',
  );
  return row as WholeRow;
}

async function readFrom(
  run: Run,
  { name, columns }: Table,
  from: string,
  alias = ident(name),
): Promise<WholeRow | null> {
  const list = columns.map(({ name }, place) => `${alias}.${ident(name)}::text as c${place}`);
  const { rows: [row] } = await run(
    `select ${[`(${alias}.*)::text as whole`, ...list]} from ${from}`,
  );
  if (!row) return null;
  return {
    value: row.whole as string,
    columns: Object.fromEntries(columns.map(({ name }, place) => [name, row[`c${place}`] ?? null])),
  };
}

/**
 * The row as something to select from, under the table's own name, as the table's policies name it. A
 * function that returns the row type: so the whole row keeps its type too, which a subquery's loses.
 */
export const rowSource = (table: Table, value: string, alias = table.name): string =>
  `unnest(array[${literal(value)}::text::${qualified(table)}]) as ${ident(alias)}`;
