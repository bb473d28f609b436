import { ProblemError } from '../../../supabase/functions/_shared/problems/problem.ts';
import { linkTo, type Page, type View } from '../page.ts';
import { fullName, listTables, type Table } from '../matrix/tables.ts';
import { NotLetIn } from '../people/not-let-in.tsx';
import { Notice } from '../parts/notice.tsx';
import { CostView } from './cost-view.tsx';
import { CostForm } from './cost-form.tsx';
import { offeredFilters, readColumns } from './filters.ts';
import { measureCost } from './measure-cost.ts';
import { FilterError, readAsked, statementOf } from './statement.ts';

/** What row security costs a statement. */
export const costPage: Page = {
  path: '/cost',
  title: 'Cost',
  about: 'The plan of a list or a count with row security and without, their ratio, and which ' +
    'conditions run once and which for every row.',
  asPerson: true,
  async render(view) {
    const system = view.workbench.doors.asSystem('the console measures without row security');
    const tables = await listTables(system);
    const asked = view.query.get('table');
    const table = tables.find((one) => fullName(one) === asked);
    return (
      <>
        <CostForm
          {...{ view, tables, table }}
          asked={readAsked(view.query)}
          filters={table ? await offeredFilters(system, table, view.person) : []}
        />
        {asked !== null && !table && <Notice kind='empty' title={`There is no table ${asked}`} />}
        {table && await measured(view, table)}
      </>
    );
  },
};

async function measured(view: View, table: Table) {
  const { doors } = view.workbench;
  const system = doors.asSystem('the console measures without row security');
  const asked = readAsked(view.query);
  try {
    const columns = await readColumns(system, table);
    const statement = statementOf({ ...table, columns }, asked);
    const person = await doors.asPerson(view.person);
    const cost = await measureCost(statement, { person, system });
    return (
      <>
        <CostView {...{ cost, asked, statement }} person={view.person} />
        <p>
          <a href={linkTo(view, '/policies', { table: fullName(table) })}>What guards this table</a>
        </p>
      </>
    );
  } catch (error) {
    if (error instanceof ProblemError) return <NotLetIn problem={error} />;
    if (!(error instanceof FilterError)) throw error;
    return <Notice kind='fault' title='This is no filter'>{error.message}</Notice>;
  }
}
