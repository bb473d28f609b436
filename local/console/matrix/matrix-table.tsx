import { linkTo, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { commands } from './attempt.ts';
import { MatrixCell } from './matrix-cell.tsx';
import type { Measured } from './measure.ts';
import { fullName } from './tables.ts';

/** The tables with their four commands; a table's name leads to its rows. */
export const MatrixTable = ({ view, measured }: { view: View; measured: Measured[] }) => {
  const cells = measured.flatMap((one) => Object.values(one.cells));
  const differing = cells.filter(({ verdict }) => verdict === 'differs').length;
  const late = cells.filter(({ live }) => live.is === 'late').length;
  return (
    <>
      {differing > 0
        ? (
          <Notice kind='fault' title={`${differing} of ${cells.length} differ from the matrix`}>
            They are marked ≠.
          </Notice>
        )
        : <p>Nothing differs from the matrix in {cells.length} cells.</p>}
      {late > 0 && (
        <Notice kind='late' title={`${late} were not tried in time`}>
          Open a table to try it alone.
        </Notice>
      )}
      <ScrollTable caption='Tables' head={['Table', 'Rows', ...commands]}>
        {measured.map(({ table, totals, cells }) => (
          <tr>
            <th scope='row'>
              <a href={linkTo(view, '/matrix', { table: fullName(table) })}>{fullName(table)}</a>
            </th>
            <td class='number'>{rowsOf(totals?.all)}</td>
            {commands.map((command) => (
              <td>
                <MatrixCell cell={cells[command]} />
              </td>
            ))}
          </tr>
        ))}
      </ScrollTable>
    </>
  );
};

const rowsOf = (all: number | undefined): string =>
  all === undefined ? '?' : all > 1_000 ? '1,000+' : String(all);
