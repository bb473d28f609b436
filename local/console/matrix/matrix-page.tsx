import type { Page } from '../page.ts';
import { ProblemError } from '../../../supabase/functions/_shared/problems/problem.ts';
import { Notice } from '../parts/notice.tsx';
import { NotLetIn } from '../people/not-let-in.tsx';
import { listFunctions } from './functions.ts';
import { FunctionsTable } from './functions-table.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { measure } from './measure.ts';
import { standingOf } from './standing.ts';
import { StandingLine } from './standing-line.tsx';
import { TableDetail } from './table-detail.tsx';
import { fullName, listTables } from './tables.ts';
import { HOW_TO_READ } from './words.ts';

/** Person × table × command: what is, beside what is declared. */
export const matrixPage: Page = {
  path: '/matrix',
  title: 'Matrix',
  about: 'What one person reaches in every table, tried for real, beside what is declared.',
  asPerson: true,
  async render(view) {
    const { doors } = view.workbench;
    const person = await doors.asPerson(view.person).catch((error: unknown) => {
      if (error instanceof ProblemError) return error;
      throw error;
    });
    if (person instanceof ProblemError) {
      return <NotLetIn problem={person} />;
    }
    const system = doors.asSystem('the console compares with what there is');
    const standing = await standingOf(system, view.person);
    const doorsOf = { person, system };
    const tables = await listTables(system);
    const asked = view.query.get('table');
    const table = tables.find((one) => fullName(one) === asked);
    const head = <StandingLine standing={standing} />;
    if (asked !== null) {
      if (!table) return <Notice kind='empty' title={`There is no table ${asked}`} />;
      return (
        <>
          {head}
          <TableDetail view={view} table={table} standing={standing} doors={doorsOf} />
        </>
      );
    }
    const measured = await measure(tables, standing, doorsOf);
    return (
      <>
        {head}
        <MatrixTable view={view} measured={measured} />
        <p class='bound'>{HOW_TO_READ}</p>
        <FunctionsTable
          view={view}
          functions={await listFunctions(person, standing.actors.map(({ actor }) => actor))}
        />
      </>
    );
  },
};
