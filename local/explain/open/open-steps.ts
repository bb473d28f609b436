import type { Table } from '../catalog/table.ts';
import { rowSource, type WholeRow } from '../evaluate/rows.ts';
import type { Condition, Leaf, Opened, PoliciesStep } from '../explanation.ts';
import { type Node, parseExpression } from '../expression/grammar.ts';
import { subqueryOf } from '../expression/operands.ts';
import type { Ports, Run } from '../ports.ts';
import { openFirstCall, queriesIn, unread } from './call.ts';
import type { Scope } from './scope.ts';

/** Looks behind the calls and subqueries of every policy that was asked. */
export async function openSteps(
  ports: Ports,
  run: Run,
  table: Table,
  asked: { step: PoliciesStep; row: WholeRow }[],
): Promise<void> {
  for (const { step, row } of asked) {
    const outer = rowSource(table, row.value);
    const scope: Scope = {
      ...{ ports, run, outer, variables: new Map(), name: null, depth: 0, wanted: [] },
      unhindered: (sql) => ports.rehearse({ as: 'owner' }, sql),
    };
    for (const { condition } of [...step.permissive, ...step.restrictive]) {
      await openCondition(condition, scope);
    }
  }
}

async function openCondition(condition: Condition, scope: Scope): Promise<void> {
  if (condition.kind === 'not') return await openCondition(condition.part, scope);
  if (condition.kind === 'leaf') return await openLeaf(condition, scope);
  for (const part of condition.parts) await openCondition(part, scope);
}

/** Every operand with what is behind it; a leaf that has none is its own. */
async function openLeaf(leaf: Leaf, outside: Scope): Promise<void> {
  const node = parseExpression(leaf.text);
  const wanted = leaf.operands.flatMap(({ value }) => (value && isTelling(value) ? [value] : []));
  const scope = { ...outside, wanted };
  const subquery = subqueryOf(node);
  for (const operand of leaf.operands) {
    const isQuery = subquery && /^select\b/i.test(operand.text);
    const opened = isQuery
      ? await openSubquery(subquery.node, operand.text, scope)
      : await openFirstCall(parseExpression(operand.text), scope);
    if (opened) operand.opened = opened;
  }
  if (leaf.operands.some(({ opened }) => opened)) return;
  const opened = await openFirstCall(node, scope);
  if (!opened) return;
  leaf.operands.push({ text: leaf.text, value: String(leaf.value), type: 'boolean', opened });
}

/** What a value must be to tell rows apart: no flag, no small number, no long text. */
const isTelling = (value: string) => value.length > 3 && value.length < 100;

async function openSubquery(node: Node, text: string, scope: Scope): Promise<Opened> {
  const opened: Opened = {
    ...{ function: null, language: null, definer: false, body: text, closed: null },
    ...{ variables: [], branches: [], queries: [], calls: [] },
  };
  try {
    const call = await openFirstCall(node, scope);
    if (call) opened.calls.push(call);
    opened.queries.push(...await queriesIn(node, scope));
  } catch (error) {
    opened.closed = unread(error);
  }
  return opened;
}
