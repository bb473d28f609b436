import { RowsTable } from './rows-table.tsx';

interface Props {
  caption: string;
  rows: readonly Record<string, unknown>[];
  /** What to say where there is none. */
  empty: string;
}

/** Rows by the names of their columns, which are in the order of the first row. */
export const ResultTable = ({ caption, rows, empty }: Props) => {
  const names = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => names.map((name) => row[name]));
  return <RowsTable {...{ caption, names, empty }} rows={values} />;
};
