import type { Step } from '../../explain/explanation.ts';
import { ResultTable } from '../parts/result-table.tsx';
import { PassingMark } from './outcome-mark.tsx';
import { PoliciesView } from './policies-view.tsx';

/** One of Postgres' questions: how it ended, in a sentence, and what it looked at. */
export const StepView = ({ step }: { step: Step }) => (
  <li class={`step ${step.outcome}`}>
    <p>
      <PassingMark outcome={step.outcome} /> {step.says}
    </p>
    <Inside step={step} />
  </li>
);

const Inside = ({ step }: { step: Step }) => {
  switch (step.kind) {
    case 'grants':
      return (
        <ul class='operands'>
          {step.needs.map(({ privilege, column, held, for: purpose }) => (
            <li>
              {held ? '✓ has' : '✗ has not'} <code>{privilege}</code>
              {column && (
                <>
                  {' '}on <code>{column}</code>
                </>
              )}, {purpose}
            </li>
          ))}
        </ul>
      );
    case 'row':
      return step.row && (
        <details>
          <summary>the row, as the system sees it</summary>
          <ResultTable caption='Row' rows={[step.row]} empty='No row.' />
        </details>
      );
    case 'policies':
      return <PoliciesView step={step} />;
    case 'triggers':
      return step.changed.length > 0
        ? <ResultTable caption='What triggers changed' rows={asRows(step.changed)} empty='' />
        : null;
    default:
      return null;
  }
};

const asRows = (changed: { column: string; from: string | null; to: string | null }[]) =>
  changed.map(({ column, from, to }) => ({ column, from, to }));
