import { linkTo, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Value } from '../parts/value.tsx';
import type { Command, Live } from './attempt.ts';
import type { Row } from './samples.ts';
import { fullName, type Table } from './tables.ts';

interface Props {
  view: View;
  table: Table;
  title: string;
  /** What is asked of a row. */
  command: Command;
  rows: Row[] | Live;
  empty: string;
}

/** A few rows, each with the way to why it is seen or not. */
export const SampleRows = ({ view, table, title, command, rows, empty }: Props) => {
  if (!Array.isArray(rows)) {
    if (rows.is === 'refused') return <Notice kind='told' title={title}>{rows.message}</Notice>;
    return <Notice kind='late' title={`${title}: not in time`} />;
  }
  if (rows.length === 0) return <Notice kind='empty' title={empty} />;
  const names = Object.keys(rows[0]!);
  return (
    <ScrollTable caption={title} head={['Why', ...names]}>
      {rows.map((row) => (
        <tr>
          <td>
            <a class='button' href={whyLink(view, table, command, row)}>Why</a>
          </td>
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

function whyLink(view: View, table: Table, command: Command, row: Row): string {
  const key = table.key.map((name) => [`key.${name}`, String(row[name])]);
  return linkTo(view, '/why', {
    table: fullName(table),
    for: command,
    ...Object.fromEntries(key),
  });
}
