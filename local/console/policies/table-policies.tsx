import { linkTo, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { MutantsTable } from './mutants-table.tsx';
import { PolicyView } from './policy-view.tsx';
import { ofTable, scoreOf, type Tried } from './proof.ts';
import type { GuardedTable } from './read-policies.ts';
import { ScoreText } from './score-text.tsx';
import { RowSecurity } from './tables-list.tsx';
import { findWritten, type SourceFile } from './written.ts';

interface Props {
  view: View;
  table: GuardedTable;
  tried: Tried[];
  files: SourceFile[];
}

/** One table: each policy with its proof, then what stands around them. */
export const TablePolicies = ({ view, table, tried, files }: Props) => {
  const others = ofTable(tried, table.name);
  return (
    <>
      <h2>{table.name}</h2>
      <p>
        <a href={linkTo(view, '/policies')}>All tables</a>
        {' · '}
        <a href={linkTo(view, '/matrix', { table: table.name })}>who reaches it</a>
        {' · '}
        <a href={linkTo(view, '/cost', { table: table.name })}>what its row security costs</a>
        {' · '}
        <a href={linkTo(view, '/why', { table: table.name })}>why a row is seen or not</a>
      </p>
      <p>
        Row security: <RowSecurity table={table} />.
      </p>
      {table.policies.length === 0 && (
        <Notice kind='empty' title='No policy'>
          {table.enabled
            ? 'Whom row security binds reaches no row here.'
            : 'Whoever holds a privilege reaches every row.'}
        </Notice>
      )}
      {table.policies.map((policy) => (
        <PolicyView
          policy={policy}
          tried={ofTable(tried, table.name, policy.name)}
          written={findWritten(files, policy.name)}
        />
      ))}
      <h3>Rights, row security and triggers</h3>
      <p>
        <ScoreText score={scoreOf(others)} />
      </p>
      <details>
        <summary>Their mutants</summary>
        <MutantsTable caption={`Mutants of ${table.name} itself`} tried={others} />
      </details>
    </>
  );
};
