import { ScrollTable } from '../parts/scroll-table.tsx';

interface Props {
  /** Names the chart and the table. */
  title: string;
  /** What a row is: a week, a month. */
  step: string;
  columns: readonly string[];
  rows: readonly { since: string; values: readonly number[] }[];
}

/**
 * Figures over time, as a chart and as a table beside it. The chart is drawn in the browser from the
 * table, so both say the same; without a script the table is all there is.
 */
export const SeriesFigure = ({ title, step, columns, rows }: Props) => (
  <div class='crosstab'>
    <figure
      class='chart'
      data-series={title}
      tabindex={0}
      role='group'
      aria-label={`${title}, as a chart`}
    />
    <ScrollTable caption={title} head={[step, ...columns]}>
      {rows.map(({ since, values }) => (
        <tr>
          <th scope='row'>{since}</th>
          {values.map((value) => <td class='number'>{value}</td>)}
        </tr>
      ))}
    </ScrollTable>
  </div>
);
