import { Notice } from '../parts/notice.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { Crosstab } from './crosstab.ts';

interface Props {
  /** Names the chart and the table. */
  title: string;
  /** What the rows are, and what the columns. */
  sides: readonly [rows: string, columns: string];
  table: Crosstab;
  /** Whether a row and a column of one name are the same, and whoever is in both stayed. */
  same?: boolean;
  /** What to say where nothing was counted. */
  empty: string;
}

/** With more columns than this, the table stands below its chart. */
const BESIDE = 5;

/** Words of an identifier. */
const spoken = (name: string) => name.replaceAll('_', ' ');

/**
 * Counts that cross, as a chart and as a table beside it. The chart is drawn in the browser from the
 * table, so both say the same; without a script the table is all there is.
 */
export const CrosstabFigure = ({ title, sides, table, same, empty }: Props) => {
  if (table.rows.length === 0) return <Notice kind='empty' title={empty} />;
  return (
    <div class={table.columns.length > BESIDE ? undefined : 'crosstab'}>
      <figure
        class='chart'
        data-crosstab={title}
        data-same={same ? 'yes' : undefined}
        tabindex={0}
        role='group'
        aria-label={`${title}, as a chart`}
      />
      <ScrollTable
        caption={title}
        head={[
          <span>{sides.join(' \\ ')}</span>,
          ...table.columns.map(spoken),
          'all',
        ]}
      >
        {table.rows.map((row, nth) => (
          <tr>
            <th scope='row'>{spoken(row)}</th>
            {table.counts[nth]!.map((count) => <td class='number'>{count}</td>)}
            <td class='number total'>{total(table.counts[nth]!)}</td>
          </tr>
        ))}
        <tr class='total'>
          <th scope='row'>all</th>
          {table.columns.map((_, nth) => (
            <td class='number'>{total(table.counts.map((counts) => counts[nth]!))}</td>
          ))}
          <td class='number'>{total(table.counts.flat())}</td>
        </tr>
      </ScrollTable>
    </div>
  );
};

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
