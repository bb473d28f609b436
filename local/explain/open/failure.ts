import type { Table } from '../catalog/table.ts';
import { evaluateConditions } from '../evaluate/conditions.ts';
import { rowSource } from '../evaluate/rows.ts';
import type { Condition, Leaf } from '../explanation.ts';
import { columnPath, parseExpression } from '../expression/grammar.ts';
import { isRaised, type Run } from '../ports.ts';

/** Why a condition fails on a row, in words: "`approved_at` is null". */
export async function failureOf(
  run: Run,
  table: Table,
  alias: string,
  row: string,
  text: string,
): Promise<string> {
  const source = rowSource(table, row, alias);
  const [condition] = await evaluateConditions(run, [text], source);
  const leaves = condition ? failingIn(condition) : [];
  const words = await Promise.all(leaves.map(async (leaf) => {
    const generated = table.columns.find(({ name, generation }) =>
      generation !== null && name === columnIn(leaf.text)
    );
    if (!generated?.generation) return wordsOf(leaf);
    const why = await failureOf(run, table, table.name, row, generated.generation);
    return `\`${generated.name}\` is ${leaf.value}: ${why}`;
  }));
  return words.join(' and ') || `\`${text}\` is not true`;
}

/** The leaves that keep a condition from being true; what raises has no words of its own. */
export function failingIn(condition: Condition): Leaf[] {
  if (condition.value === true || isRaised(condition.value)) return [];
  if (condition.kind === 'leaf') return [condition];
  if (condition.kind === 'not') return [{ ...condition, kind: 'leaf', operands: [] }];
  return condition.parts.flatMap(failingIn);
}

/** A leaf that is not true, in as few words as it takes. */
export function wordsOf({ text, value, operands }: Leaf): string {
  const node = parseExpression(text);
  const [operand] = operands;
  if ('NullTest' in node && operand) {
    return `\`${lastName(operand.text)}\` is ${operand.value === null ? 'null' : operand.value}`;
  }
  const known = operands.filter((each) => each.raised === undefined && each.text !== text)
    .map((each) => `${each.text} is ${each.value ?? 'null'}`);
  return `\`${plainly(text)}\` is ${value}${known.length > 0 ? ` (${known.join(', ')})` : ''}`;
}

/** Without the types of constants, which stand for variables here. */
const plainly = (text: string) =>
  text.replaceAll(/CAST\((E?'(?:[^']|'')*') AS [^()]*\)/g, '$1')
    .replaceAll(/('(?:[^']|'')*')::\w+(\[\])?/g, '$1');

const columnIn = (text: string) => columnPath(parseExpression(text))?.at(-1);
const lastName = (text: string) => columnIn(text) ?? text;
