import type { Condition, Operand, Outcome } from '../explanation.ts';
import { operandsOf } from '../expression/operands.ts';
import { leavesOf, type Split, splitCondition } from '../expression/split.ts';
import { attempt, isRaised, type Run } from '../ports.ts';
import { LONGEST } from './rows.ts';

/** Something to read in one go: a condition, or an operand with its type. */
interface Reading {
  sql: string;
  truth: boolean;
}

type Read = { value: string | null; type: string } | { raised: Extract<Outcome, object> };

/**
 * Evaluates conditions over one row, split into their leaves, all in one statement if none raises.
 *
 * @param from what to select from: the row under its table's name
 */
export async function evaluateConditions(
  run: Run,
  texts: string[],
  from: string,
): Promise<Condition[]> {
  const splits = texts.map(splitCondition);
  const readings = new Map<string, Reading>();
  const want = (sql: string, truth: boolean) => readings.set(keyOf(sql, truth), { sql, truth });
  texts.forEach((text) => want(text, true));
  for (const leaf of splits.flatMap(leavesOf)) {
    want(leaf.text, true);
    operandsOf(leaf.node).forEach(({ sql }) => want(sql, false));
  }
  const read = await readAll(run, readings, from);
  const truthOf = (text: string) => outcomeOf(read.get(keyOf(text, true)) as Read);
  const operand = ({ text, sql }: { text: string; sql: string }): Operand => {
    const found = read.get(keyOf(sql, false)) as Read;
    return 'raised' in found
      ? { text, value: null, type: 'unknown', raised: found.raised }
      : { text, ...found };
  };
  return splits.map((split, index) => {
    const whole = truthOf(texts[index] as string);
    const condition = combine(split, truthOf, operand);
    // What is volatile may come out otherwise twice; what raises may not be reached in the whole.
    if (isRaised(condition.value) || condition.value === whole) {
      return { ...condition, value: whole };
    }
    return { kind: 'leaf', text: texts[index] as string, value: whole, operands: [] };
  });
}

const keyOf = (sql: string, truth: boolean) => `${truth ? '?' : '='}${sql}`;

function combine(
  split: Split,
  truthOf: (text: string) => Outcome,
  operand: (text: { text: string; sql: string }) => Operand,
): Condition {
  const { kind, text } = split;
  if (kind === 'leaf') {
    const operands = operandsOf(split.node).map(operand);
    return { kind, text, value: truthOf(text), operands };
  }
  if (kind === 'not') {
    const part = combine(split.part, truthOf, operand);
    return { kind, text, value: negated(part.value), part };
  }
  const parts = split.parts.map((part) => combine(part, truthOf, operand));
  return { kind, text, value: junction(kind, parts.map(({ value }) => value)), parts };
}

const negated = (value: Outcome): Outcome => (typeof value === 'boolean' ? !value : value);

/** Three-valued; a part that decides hides one that raises, as it does when it comes first. */
export function junction(kind: 'and' | 'or', values: Outcome[]): Outcome {
  const decides = kind === 'or';
  if (values.includes(decides)) return decides;
  const raised = values.find(isRaised);
  if (raised) return raised;
  return values.includes(null) ? null : !decides;
}

function outcomeOf(read: Read): Outcome {
  if ('raised' in read) return read.raised;
  return read.value === null ? null : read.value === 'true';
}

/** All in one statement; where that raises, each in its own, to see which does. */
async function readAll(
  run: Run,
  readings: Map<string, Reading>,
  from: string,
): Promise<Map<string, Read>> {
  const keys = [...readings.keys()];
  const select = (some: string[]) =>
    run(
      `select ${some.flatMap((key, n) => columnsOf(readings.get(key) as Reading, n))} from ${from}`,
    );
  const all = await attempt(select(keys));
  if (!isRaised(all)) return new Map(keys.map((key, n) => [key, cellOf(all.rows[0], n)]));
  const found = new Map<string, Read>();
  for (const key of keys) {
    const one = await attempt(select([key]));
    found.set(key, isRaised(one) ? { raised: one } : cellOf(one.rows[0], 0));
  }
  return found;
}

function columnsOf({ sql, truth }: Reading, n: number): string[] {
  if (truth) return [`(${sql})::boolean::text as v${n}`];
  return [`left((${sql})::text, ${LONGEST}) as v${n}`, `pg_typeof((${sql}))::text as t${n}`];
}

const cellOf = (row: Record<string, string | null> | undefined, n: number): Read => ({
  value: row?.[`v${n}`] ?? null,
  type: row?.[`t${n}`] ?? 'boolean',
});
