import type { Table } from '../catalog/table.ts';
import { rowSource, type WholeRow } from '../evaluate/rows.ts';
import type { Condition, Leaf, Opened, PoliciesStep } from '../explanation.ts';
import { type Node, parseExpression } from '../expression/grammar.ts';
import { subqueryOf } from '../expression/operands.ts';
import type { Ports, Run } from '../ports.ts';
import { openFirstCall, queriesIn } from './call.ts';
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

async function openLeaf(leaf: Leaf, outside: Scope): Promise<void> {
  const node = parseExpression(leaf.text);
  const wanted = leaf.operands.flatMap(({ value }) => (value && value.length > 3 ? [value] : []));
  const scope = { ...outside, wanted };
  const subquery = subqueryOf(node)?.node;
  const call = await openFirstCall(node, scope);
  const queries = subquery ? await queriesIn(subquery, scope) : [];
  const opened: Opened | undefined = queries.length === 0 ? call : {
    ...{ function: null, language: null, definer: false, body: leaf.text },
    ...{ variables: [], branches: [], queries, closed: null },
    ...call &&
      { variables: [{ name: 'calls', text: call.function ?? '', value: null, opened: call }] },
  };
  if (!opened) return;
  const operand = leaf.operands.find(({ text }) => holds(text, subquery, call)) ?? leaf.operands[0];
  if (operand) operand.opened = opened;
  else leaf.operands.push({ text: leaf.text, value: String(leaf.value), type: 'boolean', opened });
}

/** Whether an operand is the one that the subquery or the call is in. */
function holds(text: string, subquery: Node | undefined, call: Opened | undefined): boolean {
  if (subquery) return /^select\b/i.test(text);
  return call?.function ? text.includes(call.function.replace(/\(.*/, '')) : false;
}
