import { Notice } from './notice.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { Value } from './value.tsx';

interface Props {
  caption: string;
  rows: readonly Record<string, unknown>[];
  /** What to say where there is none. */
  empty: string;
}

/** Rows as the database answered them, their columns in the order of the first. */
export const ResultTable = ({ caption, rows, empty }: Props) => {
  if (rows.length === 0) return <Notice kind='empty' title={empty} />;
  const names = Object.keys(rows[0]!);
  return (
    <ScrollTable caption={caption} head={names}>
      {rows.map((row) => (
        <tr>
          {names.map((name) => (
            <td>
              <Value of={row[name]} />
            </td>
          ))}
        </tr>
      ))}
    </ScrollTable>
  );
};
