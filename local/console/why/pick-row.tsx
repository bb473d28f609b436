import type { View } from '../page.ts';
import { ProblemError } from '../../../supabase/functions/_shared/problems/problem.ts';
import { SampleRows } from '../matrix/sample-rows.tsx';
import { readSamples } from '../matrix/samples.ts';
import type { Table } from '../matrix/tables.ts';
import { NotLetIn } from '../people/not-let-in.tsx';
import type { Asked } from './question.ts';

/** Rows to ask about, where none is named: some that the person sees, and some not. */
export const PickRow = async ({ view, table, asked }: {
  view: View;
  table: Table;
  asked: Asked;
}) => {
  const { doors } = view.workbench;
  const person = await doors.asPerson(view.person).catch((error: unknown) => {
    if (error instanceof ProblemError) return error;
    throw error;
  });
  if (person instanceof ProblemError) return <NotLetIn problem={person} />;
  const system = doors.asSystem('the console shows rows to ask about');
  const { seen, unseen } = await readSamples(table, { person, system });
  const common = { view, table, command: asked.command };
  return (
    <>
      <SampleRows
        {...common}
        title='Rows this person does not see'
        rows={unseen}
        empty='Every one of the first rows is visible.'
      />
      <SampleRows
        {...common}
        title='Rows this person sees'
        rows={seen}
        empty='No row is visible to this person.'
      />
    </>
  );
};
