import type { RefusalWords } from '../run-as/refusal.ts';
import { readHowOften } from './how-often.ts';
import { isSide, type Side } from './measure-cost.ts';
import { nodesOf, type Plan } from './plan.ts';
import { type Asked, COUNTED } from './statement.ts';

/** Below this, what else the machine does decides the ratio. */
const TELLING_MS = 1;

/** The ratio of both sides, planning and execution together; or why there is none. */
export function ratioWords(bound: Side | RefusalWords, free: Side | RefusalWords): string {
  if (!isSide(bound)) return `It is refused with row security: ${bound.code} ${bound.message}`;
  if (!isSide(free)) return `It is refused without row security: ${free.code} ${free.message}`;
  if (!bound.median || !free.median) {
    const late = bound.plan.executionMs === undefined ? 'with' : 'without';
    return `There is no ratio: ${late} row security it did not end in time.`;
  }
  const [a, b] = [totalMs(bound), totalMs(free)] as [number, number];
  const ratio = `With row security it takes ${a.toFixed(2)} ms, without ${b.toFixed(2)} ms: ` +
    `${(a / b).toFixed(1)} times as long.`;
  if (a >= TELLING_MS || b >= TELLING_MS) return ratio;
  return `${ratio} Both are below a millisecond, where the ratio tells little.`;
}

/** Planning and execution; undefined where no run was made for it. */
const totalMs = ({ median }: Side): number | undefined =>
  median && median.planningMs + median.executionMs;

/** Which functions of ours ran for every row, or that none did. */
export function rowCalls({ root, executionMs }: Plan): string {
  if (executionMs === undefined) return 'How often its conditions would run is not known.';
  const repeated = readHowOften(root).filter(({ how, times }) => how === 'per row' && times > 1)
    .flatMap(({ calls, times }) => calls.filter(isOurs).map((name) => ({ name, times })));
  if (repeated.length === 0) return 'No function of a policy ran more than once.';
  const named = repeated.map(({ name, times }) =>
    `${name} ran up to ${times.toLocaleString('en')} times`
  );
  return `Once per row: ${named.join(', ')}. Inside (select …) it would run once.`;
}

const isOurs = (name: string) => /^(private|public|auth)\./.test(name);

/** How many rows the statement found; a count says where it stopped. */
export function foundIn({ root }: Plan, { what }: Asked): string {
  const counted = what === 'count' && [...nodesOf(root)].find(({ title }) => title === 'Limit');
  const rows = (counted || root).ran?.rows;
  if (rows === undefined) return 'unknown';
  return rows > COUNTED && counted
    ? `≥ ${COUNTED.toLocaleString('en')}`
    : rows.toLocaleString('en');
}
