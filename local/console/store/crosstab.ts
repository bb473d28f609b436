/** Counts of two things that cross: what the rows and the columns are called, in order, and each cell. */
export interface Crosstab {
  rows: string[];
  columns: string[];
  counts: number[][];
}

/** One count, with what it is of on either side; null is who has none. */
export interface Count {
  row: string | null;
  column: string | null;
  count: number;
}

/** What stands for null. */
export const NONE = 'none';

/**
 * Crosses counts, with the rows and columns that any of them has, in the order of `rows` and `columns`;
 * who has none comes last.
 */
export function crosstab(
  counts: readonly Count[],
  rows: readonly string[],
  columns: readonly string[],
): Crosstab {
  const present = (names: readonly string[], side: 'row' | 'column') =>
    [...names, NONE].filter((name) => counts.some((one) => (one[side] ?? NONE) === name));
  const table = { rows: present(rows, 'row'), columns: present(columns, 'column') };
  return {
    ...table,
    counts: table.rows.map((row) =>
      table.columns.map((column) =>
        counts.filter((one) => (one.row ?? NONE) === row && (one.column ?? NONE) === column)
          .reduce((sum, { count }) => sum + count, 0)
      )
    ),
  };
}
