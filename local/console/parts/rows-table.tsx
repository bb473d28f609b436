import { Notice } from './notice.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { Value } from './value.tsx';

interface Props {
  caption: string;
  /** Of the columns, in order; two may be the same. */
  names: readonly string[];
  rows: readonly (readonly unknown[])[];
  /** What to say where there is none. */
  empty: string;
}

/** Rows as the database answered them. */
export const RowsTable = ({ caption, names, rows, empty }: Props) => {
  if (rows.length === 0) return <Notice kind='empty' title={empty} />;
  return (
    <ScrollTable caption={caption} head={[...names]}>
      {rows.map((row) => (
        <tr>
          {row.map((value) => (
            <td>
              <Value of={value} />
            </td>
          ))}
        </tr>
      ))}
    </ScrollTable>
  );
};
