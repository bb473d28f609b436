import { linkTo, type View } from '../page.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { type Score, scoreOf, type Tried } from './proof.ts';
import type { GuardedTable } from './read-policies.ts';
import { ScoreText } from './score-text.tsx';

interface Props {
  view: View;
  tables: GuardedTable[];
  tried: Tried[];
}

/** Tables with their policies' proof, and below them the functions that decide something. */
export const TablesList = ({ view, tables, tried }: Props) => (
  <>
    <ScrollTable
      caption='Tables'
      head={['Table', 'Row security', 'Policies', 'Their mutants', 'Rights and triggers']}
    >
      {tables.map((table) => {
        const own = tried.filter(({ mutant: { of } }) => 'table' in of && of.table === table.name);
        return (
          <tr>
            <th scope='row'>
              <a href={linkTo(view, '/policies', { table: table.name })}>{table.name}</a>
            </th>
            <td>
              <RowSecurity table={table} />
            </td>
            <td class='number'>{table.policies.length}</td>
            <td>
              <ScoreText score={scoreOf(own.filter(isOfPolicy))} />
            </td>
            <td>
              <ScoreText score={scoreOf(own.filter((one) => !isOfPolicy(one)))} />
            </td>
          </tr>
        );
      })}
    </ScrollTable>
    <ScrollTable caption='Functions' head={['Function', 'Its mutants']}>
      {functionScores(tried).map(([name, score]) => (
        <tr>
          <th scope='row'>
            <code>{name}</code>
          </th>
          <td>
            <ScoreText score={score} />
          </td>
        </tr>
      ))}
    </ScrollTable>
  </>
);

export const RowSecurity = ({ table: { enabled, forced } }: { table: GuardedTable }) => {
  if (!enabled) return <strong class='refused'>off</strong>;
  return <span>{forced ? 'on, also for the owner' : 'on, not for the owner'}</span>;
};

const isOfPolicy = ({ mutant: { of } }: Tried) => 'policy' in of && of.policy !== undefined;

function functionScores(tried: Tried[]): [name: string, Score][] {
  const named = new Map<string, Tried[]>();
  for (const one of tried) {
    const { of } = one.mutant;
    if ('function' in of) named.set(of.function, [...named.get(of.function) ?? [], one]);
  }
  return [...named].map(([name, own]) => [name, scoreOf(own)]);
}
