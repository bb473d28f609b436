import { generateMutants, type Mutant } from '../../../tests/access/mutants/mutants.ts';
import { policiesIn, readResults, type Results } from '../../../tests/access/proof/results.ts';
import { catalogOf, fingerprintOf } from '../../database/catalog/catalog.ts';
import { linkTo, type Page, seeOther, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { withOwner } from '../workbench/with-owner.ts';
import { advisors, drift } from './checks/checks.ts';
import { ChecksView } from './checks/checks-view.tsx';
import { triedOf } from './proof.ts';
import { readPolicies } from './read-policies.ts';
import { RunsLine } from './runs-line.tsx';
import { TablePolicies } from './table-policies.tsx';
import { TablesList } from './tables-list.tsx';
import { readSchemaFiles } from './written.ts';

/** Policies as they are written and as they are, and what proves them. */
export const policiesPage: Page = {
  path: '/policies',
  title: 'Policies',
  about:
    'Each policy as its file has it and as Postgres has it, with the faults that were planted ' +
    'in it and the cell of the matrix that noticed each.',
  async render(view) {
    if (view.form) return startCheck(view, view.form);
    const { stack } = view.workbench;
    const { tables, mutants, catalog } = await withOwner(stack, async (owner) => ({
      tables: await readPolicies(owner),
      mutants: await generateMutants(owner),
      catalog: await catalogOf(owner),
    }));
    const runs = await readResults();
    const tried = triedOf(mutants, runs, policiesIn(catalog));
    const asked = view.query.get('table');
    if (asked !== null) {
      const table = tables.find(({ name }) => name === asked);
      if (!table) return <Notice kind='empty' title={`There is no table ${asked}`} />;
      return <TablePolicies {...{ view, table, tried }} files={await readSchemaFiles()} />;
    }
    return (
      <>
        <RunsLine runs={runsOf(runs, mutants)} schema={fingerprintOf(catalog)} />
        <TablesList {...{ view, tables, tried }} />
        <ChecksView view={view} />
      </>
    );
  },
};

/** Those about what is here: the run with pgvector tries nothing of a database without. */
const runsOf = (runs: readonly Results[], mutants: readonly Mutant[]) =>
  runs.filter((run) => mutants.some(({ name }) => Object.hasOwn(run.mutants, name)));

function startCheck(view: View, form: FormData): Response {
  const check = [drift, advisors].find(({ name }) => name === form.get('check'));
  check?.start(view.workbench);
  return seeOther(`${linkTo(view, '/policies')}#${check?.name ?? 'content'}`);
}
