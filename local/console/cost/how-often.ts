import { armsOf } from '../../../tests/access/mutants/conditions.ts';
import { type Condition, nodesOf, type PlanNode } from './plan.ts';

/** A condition, or what computes a value for conditions, and how often it ran. */
export interface Often {
  what: string;
  how: 'once' | 'by index' | 'per row' | 'never' | 'not run';
  /** How many times it ran, at most: behind AND a row may be settled before. */
  times: number;
  /** The same in words. */
  says: string;
  /** Whether the plan without row security has no such condition. */
  added: boolean;
  /** Functions that it calls. */
  calls: string[];
}

/**
 * Reads from a plan that was run how often each of its conditions ran. Inside a subselect that names
 * no column of the row a function runs once; called plainly it runs for each row.
 *
 * @param without the plan of the same statement without row security, to tell whose a condition is
 */
export function readHowOften(root: PlanNode, without?: PlanNode): Often[] {
  const known = new Set(without ? [...nodesOf(without)].flatMap(textsOf) : []);
  const all = [...nodesOf(root)];
  const isHashed = (name: string) =>
    all.some(({ conditions }) => conditions.some(({ text }) => text.includes(`hashed ${name}`)));
  return all.flatMap((node) => {
    const found = [
      ...node.subplan ? [ofSubplan(node, node.subplan, isHashed(node.subplan.name))] : [],
      ...node.conditions.flatMap((condition) =>
        partsOf(condition.text).map((what) => ofCondition(node, condition, what))
      ),
    ];
    return found.map((often) => ({
      ...often,
      added: without !== undefined && !known.has(often.what),
      calls: callsIn(often.what),
    }));
  });
}

type Found = Omit<Often, 'added' | 'calls'>;

function ofSubplan(
  node: PlanNode,
  { name, isInit }: { name: string; isInit: boolean },
  hashed: boolean,
): Found {
  const what = outputOf(node);
  const times = node.ran?.loops;
  if (times === undefined) return { what, how: 'not run', times: 0, says: name };
  if (times === 0) return { what, how: 'never', times, says: `${name}: its value was not needed` };
  if (isInit) return { what, how: 'once', times, says: `${name}: once for the statement` };
  if (hashed) return { what, how: 'once', times, says: `${name}: once, into a hash table` };
  return { what, how: 'per row', times, says: `${name}: once for each of ${rowsOf(times)}` };
}

function ofCondition(node: PlanNode, { kind, removed }: Condition, what: string): Found {
  const { ran, title } = node;
  if (!ran) return { what, how: 'not run', times: 0, says: `${kind} of ${title}` };
  const { rows, loops } = ran;
  if (loops === 0) return { what, how: 'never', times: 0, says: `${title} was not needed` };
  if (kind === 'One-Time Filter') {
    return { what, how: 'once', times: loops, says: 'before any row' };
  }
  if (kind === 'Filter' || kind === 'Join Filter') {
    const times = rows + removed;
    const says = `for each of ${rowsOf(times)}, of which ${rows.toLocaleString('en')} ` +
      `${rows === 1 ? 'was' : 'were'} let through`;
    return { what, how: 'per row', times, says };
  }
  const found = `${title}: found ${rowsOf(rows)}`;
  return {
    what,
    how: 'by index',
    times: loops,
    says: loops === 1 ? found : `${found}, in ${loops} goes`,
  };
}

/** How many rows, in words. */
export const rowsOf = (rows: number) =>
  `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;

const textsOf = (node: PlanNode): string[] => [
  ...node.subplan ? [outputOf(node)] : [],
  ...node.conditions.flatMap(({ text }) => partsOf(text)),
];

const outputOf = ({ output, title }: PlanNode): string => output.join(', ') || title;

/** The parts between its outermost ANDs. */
function partsOf(text: string): string[] {
  const { arms, operator } = armsOf(text);
  return operator === ' AND ' ? arms : [text];
}

/** Keywords that stand before a bracket as a function does. */
const NO_FUNCTION = /^(any|all|some|and|or|not|in|exists|array|values|row|initplan|subplan)$/i;

function callsIn(text: string): string[] {
  const code = text.replaceAll(/'[^']*'/g, "''");
  const names = [...code.matchAll(/\b((?:\w+\.)?[a-z_]\w*)\(/gi)].map(([, name]) => name as string);
  return [...new Set(names)].filter((name) => !NO_FUNCTION.test(name));
}
