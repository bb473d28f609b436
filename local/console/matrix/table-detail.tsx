import type { Database, SystemDatabase } from '../../../src/db/client.ts';
import { linkTo, type View } from '../page.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { commands } from './attempt.ts';
import { MatrixCell } from './matrix-cell.tsx';
import { measure } from './measure.ts';
import { SampleRows } from './sample-rows.tsx';
import { readSamples } from './samples.ts';
import type { Standing } from './standing.ts';
import { fullName, type Table } from './tables.ts';

interface Props {
  view: View;
  table: Table;
  standing: Standing;
  doors: { person: Database; system: SystemDatabase };
}

/** One table: each command with the cells that are declared for it, and rows to ask about. */
export const TableDetail = async ({ view, table, standing, doors }: Props) => {
  const [measured] = await measure([table], standing, doors);
  const { seen, unseen } = await readSamples(table, doors);
  return (
    <>
      <h2>{fullName(table)}</h2>
      <p>
        <a href={linkTo(view, '/matrix')}>All tables</a>
      </p>
      <ScrollTable caption='Commands' head={['Command', 'Got', 'Declared by probe']}>
        {commands.map((command) => {
          const cell = measured!.cells[command];
          return (
            <tr>
              <th scope='row'>{command}</th>
              <td>
                <MatrixCell cell={cell} />
                {cell.live.is === 'refused' && <p class='quiet'>{cell.live.message}</p>}
              </td>
              <td>
                <ul class='cells'>
                  {cell.declared?.cells.map(({ actor, probe, words }) => (
                    <li>
                      {actor} · {probe}: <code>{words}</code>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          );
        })}
      </ScrollTable>
      <SampleRows
        {...{ view, table }}
        command='select'
        title='Rows this person sees'
        rows={seen}
        empty='No row is visible to this person.'
      />
      <SampleRows
        {...{ view, table }}
        command='select'
        title='Rows this person does not see'
        rows={unseen}
        empty='Every one of the first rows is visible.'
      />
    </>
  );
};
