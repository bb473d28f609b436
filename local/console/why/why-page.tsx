import { explainFunction } from '../../explain/explain-function.ts';
import { explainerOf } from '../../explain/explain.ts';
import { ExplainError, raisedOf } from '../../explain/ports.ts';
import { ProblemError } from '../../../supabase/functions/_shared/problems/problem.ts';
import type { Page, View } from '../page.ts';
import { NotLetIn } from '../people/not-let-in.tsx';
import { fullName, listTables } from '../matrix/tables.ts';
import { Notice } from '../parts/notice.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { explainWith } from './explain-with.ts';
import { FunctionView } from './function-view.tsx';
import { PickRow } from './pick-row.tsx';
import { type Asked, questionOf, readAsked } from './question.ts';
import { QuestionForm } from './question-form.tsx';

const DATA_EXCEPTION = '22';

/** One person, one row, one command: what Postgres asks, in its own order, and what came of each. */
export const whyPage: Page = {
  path: '/why',
  title: 'Why',
  about:
    'Why one person may or may not do one thing to one row, in the order in which Postgres asks.',
  asPerson: true,
  async render(view) {
    const name = view.query.get('function');
    if (name !== null) return await answered(() => explainCall(view, name));
    const tables = await listTables(view.workbench.doors.asSystem('the console lists the tables'));
    const table = tables.find((one) => fullName(one) === view.query.get('table')?.trim());
    const asked = readAsked(view.query, table);
    return (
      <>
        <QuestionForm {...{ view, asked, tables }} />
        {asked.table && !table && (
          <Notice
            kind='empty'
            title={`There is no table ${asked.table}`}
          />
        )}
        {table &&
          await answered(async () =>
            await explainRow(view, asked) ?? <PickRow {...{ view, table, asked }} />
          )}
      </>
    );
  },
};

async function explainRow(view: View, asked: Asked) {
  const question = questionOf(asked);
  if (!question) return undefined;
  const explanation = await explainWith(
    view.person,
    view.workbench,
    (ports) => explainerOf(ports).explain(question),
  );
  return <ExplanationView explanation={explanation} person={view.person} />;
}

async function explainCall(view: View, name: string) {
  const explanation = await explainWith(
    view.person,
    view.workbench,
    (ports) => explainFunction(ports, name),
  );
  return <FunctionView explanation={explanation} />;
}

/** What was found, or why there is no explanation. */
async function answered<T>(find: () => Promise<T>) {
  try {
    return await find();
  } catch (error) {
    if (error instanceof ProblemError) return <NotLetIn problem={error} />;
    // A key or a value that is none of its column's type.
    const raised = raisedOf(error);
    const told = raised?.sqlstate.startsWith(DATA_EXCEPTION) ? raised : error;
    if (told !== raised && !(told instanceof ExplainError)) throw error;
    return <Notice kind='fault' title='No explanation'>{(told as Error).message}</Notice>;
  }
}
