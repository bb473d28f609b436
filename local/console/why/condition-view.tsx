import type { Condition, Opened, Operand, QueryExplained } from '../../explain/explanation.ts';
import { isRaised } from '../../explain/ports.ts';
import { Value } from '../parts/value.tsx';
import { TruthMark } from './outcome-mark.tsx';

/** A condition as a tree: AND, OR and NOT with what is below them, leaves with their operands. */
export const ConditionView = ({ condition }: { condition: Condition }) => {
  if (condition.kind === 'leaf') {
    const { text, value, operands } = condition;
    return (
      <div class='condition'>
        <TruthMark value={value} /> <code>{text}</code>
        {isRaised(value) && <p class='refused'>{value.sqlstate} {value.message}</p>}
        {operands.length > 0 && (
          <ul class='operands'>{operands.map((operand) => <OperandView operand={operand} />)}</ul>
        )}
      </div>
    );
  }
  const parts = condition.kind === 'not' ? [condition.part] : condition.parts;
  return (
    <div class='condition'>
      <TruthMark value={condition.value} /> <strong>{WORDS[condition.kind]}</strong>
      <ul class='parts'>
        {parts.map((part) => (
          <li>
            <ConditionView condition={part} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const WORDS = { and: 'all of these', or: 'any of these', not: 'not this' };

/** What is compared, with the value it has; what is behind a call or subquery opens at a click. */
const OperandView = ({ operand: { text, value, type, raised, opened } }: { operand: Operand }) => (
  <li>
    <code>{text}</code> = {raised
      ? <span class='refused'>raises {raised.sqlstate} {raised.message}</span>
      : <Value of={value} />} <span class='quiet'>{type}</span>
    {opened && <OpenedView opened={opened} />}
  </li>
);

/** What is behind a call or a subquery: its text, what its variables hold, what its queries find. */
const OpenedView = ({ opened }: { opened: Opened }) => {
  const { function: name, definer, body, variables, branches, queries, closed } = opened;
  return (
    <details class='opened'>
      <summary>
        inside {name ? <code>{name}</code> : 'the subquery'}
        {definer && " (with its owner's rights)"}
      </summary>
      {variables.length > 0 && (
        <ul class='operands'>
          {/* `calls` is no variable: it stands for calls between the others. */}
          {variables.map(({ name, text, value, opened }) => (
            <li>
              {name !== 'calls' && (
                <>
                  <code>{name}</code> = <Value of={value} /> <span class='quiet'>{text}</span>
                </>
              )}
              {opened && <OpenedView opened={opened} />}
            </li>
          ))}
        </ul>
      )}
      {branches.map((branch) => <ConditionView condition={branch} />)}
      {queries.map((query) => <QueryView query={query} />)}
      {closed && <p class='quiet'>Not opened further: {closed}</p>}
      <details>
        <summary>its text</summary>
        <pre tabindex={0}>{body}</pre>
      </details>
    </details>
  );
};

const QueryView = ({ query: { from, rows, countedTo, conditions } }: { query: QueryExplained }) => (
  <div class='condition'>
    <strong>{rows >= countedTo ? `${countedTo} or more rows` : `${rows} rows`}</strong> of{' '}
    <code>{from}</code> where
    <ul class='operands'>
      {conditions.map(({ text, rows }) => (
        <li>
          <code>{text}</code> <span class='quiet'>({rows} alone)</span>
        </li>
      ))}
    </ul>
  </div>
);
