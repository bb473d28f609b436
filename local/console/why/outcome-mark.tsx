import type { Outcome, Passing } from '../../explain/explanation.ts';
import { isRaised } from '../../explain/ports.ts';

/** What a condition came to: true, false, null or an error. */
export const TruthMark = ({ value }: { value: Outcome }) => {
  if (isRaised(value)) return <Mark kind='bad' sign='!' words='error' />;
  if (value === null) return <Mark kind='unsure' sign='?' words='null' />;
  return value
    ? <Mark kind='good' sign='✓' words='true' />
    : <Mark kind='bad' sign='✗' words='false' />;
};

/** How a step ended. */
export const PassingMark = ({ outcome }: { outcome: Passing }) => {
  if (outcome === 'note') return <Mark kind='unsure' sign='·' words='note' />;
  return outcome === 'pass'
    ? <Mark kind='good' sign='✓' words='passes' />
    : <Mark kind='bad' sign='✗' words='stops here' />;
};

const Mark = ({ kind, sign, words }: { kind: string; sign: string; words: string }) => (
  <span class={`outcome-mark ${kind}`}>
    <span aria-hidden='true'>{sign}</span> {words}
  </span>
);
