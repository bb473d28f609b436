import type { FunctionExplanation } from '../../explain/explanation.ts';
import { PassingMark } from './outcome-mark.tsx';
import { VerdictView } from './verdict-view.tsx';

/** Whether a function may be called, and with whose rights it then runs. */
export const FunctionView = ({ explanation }: { explanation: FunctionExplanation }) => (
  <section aria-label='Answer'>
    <h2>
      <code>{explanation.function}</code>
    </h2>
    <VerdictView verdict={explanation.verdict} who={explanation.role} />
    <ol class='steps'>
      {explanation.steps.map(({ outcome, says }) => (
        <li class={`step ${outcome}`}>
          <p>
            <PassingMark outcome={outcome} /> {says}
          </p>
        </li>
      ))}
    </ol>
  </section>
);
