import type { Condition, Operand } from '../../explain/explanation.ts';
import { isRaised } from '../../explain/ports.ts';
import { Value } from '../parts/value.tsx';
import { OpenedView } from './opened-view.tsx';
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
