import type { Explanation, NearMiss } from '../../explain/explanation.ts';
import type { Person } from '../people/person.ts';
import { Notice } from '../parts/notice.tsx';
import { StepView } from './step-view.tsx';
import { VerdictView } from './verdict-view.tsx';

interface Props {
  explanation: Explanation;
  person: Person;
}

/** The whole answer: the verdict, how near it was, the steps, and the statement that was tried. */
export const ExplanationView = ({ explanation, person }: Props) => {
  const { verdict, steps, nearMisses, tried, agrees, role } = explanation;
  return (
    <section aria-label='Answer'>
      <VerdictView verdict={verdict} who={person.label} />
      {!agrees && (
        <Notice kind='fault' title='The steps come to something else than what the statement did'>
          That is a fault of this page: please say so, with the question.
        </Notice>
      )}
      {nearMisses.length > 0 && (
        <section aria-labelledby='nearly'>
          <h2 id='nearly'>Nearly</h2>
          <ul>{nearMisses.map((miss) => <Miss miss={miss} />)}</ul>
        </section>
      )}
      <h2>Step by step, as {role}</h2>
      <ol class='steps'>{steps.map((step) => <StepView step={step} />)}</ol>
      <h2>Tried and undone</h2>
      <pre tabindex={0}>{tried.sql}</pre>
      <p>
        {tried.raised
          ? `${tried.raised.sqlstate}: ${tried.raised.message}`
          : `${tried.rows} ${tried.rows === 1 ? 'row' : 'rows'}`}
      </p>
    </section>
  );
};

const Miss = ({ miss: { says, row, path } }: { miss: NearMiss }) => (
  <li>
    <p>{says}</p>
    <p class='quiet'>
      <code>{Object.entries(row).map(([name, value]) => `${name} = ${value}`).join(', ')}</code>
      <br />
      in {path.join(' › ')}
    </p>
  </li>
);
