import { columnPath, deparse, type Node, parseType, rewrite } from '../expression/grammar.ts';
import type { Ports, Run } from '../ports.ts';

/** A value that stands for a name: an argument, a variable. */
export interface Bound {
  value: string | null;
  type: string;
  /** Whether it comes of a call, as who is asking does: then another's value is no near miss. */
  called: boolean;
}

/** Where an expression stands: with whose rights it is read, and what its names mean. */
export interface Scope {
  ports: Ports;
  /** As the function or the person whose text it is. */
  run: Run;
  /** With the owner's rights: what row security hides is seen. */
  unhindered: Run;
  /** The row that a policy is about, to select from; null in a function. */
  outer: string | null;
  /** By name, and `$1` and so on. */
  variables: Map<string, Bound>;
  /** The function whose text it is: its arguments may be written behind its name. */
  name: string | null;
  /** How many functions deep. */
  depth: number;
  /** What the condition compares with: rows that hold one of these values are nearest. */
  wanted: string[];
}

/** A tree with the values of variables in the place of their names. */
export function bind<T>(tree: T, { variables, name }: Scope): T {
  if (variables.size === 0) return tree;
  return rewrite(tree, (node) => {
    const bound = variables.get(nameIn(node, name) ?? '');
    if (bound) return constant(bound);
    const [row, field, ...more] = columnPath(node) ?? [];
    const whole = field && more.length === 0 ? variables.get(row ?? '') : undefined;
    return whole && fieldOf(whole, field as string);
  });
}

/** Whether a tree names who is asking: by a call, or by a variable that comes of one. */
export function isCalled(tree: Node, scope: Scope): boolean {
  let called = false;
  rewrite(tree, (node) => {
    if (callOf(node) || scope.variables.get(nameIn(node, scope.name) ?? '')?.called) called = true;
    return undefined;
  });
  return called;
}

function nameIn(node: Node, name: string | null): string | undefined {
  if ('ParamRef' in node) return `$${node.ParamRef.number}`;
  const path = columnPath(node);
  if (path?.length === 1) return path[0];
  return path?.length === 2 && path[0] === name ? path[1] : undefined;
}

const constant = ({ value, type }: Bound): Node => ({
  TypeCast: {
    arg: { A_Const: value === null ? { isnull: true } : { sval: { sval: value } } },
    typeName: parseType(type),
  },
});

/** `argument.column`, of a whole row. */
const fieldOf = (whole: Bound, field: string): Node => ({
  A_Indirection: { arg: constant(whole), indirection: [{ String: { sval: field } }] },
});

/** A function of somebody's own, called in this node. */
export function callOf(node: Node): { schema: string; name: string; args: Node[] } | undefined {
  if (!('FuncCall' in node)) return undefined;
  const { funcname = [], args = [], agg_star: star } = node.FuncCall;
  const [schema, name] = funcname.map((part) => ('String' in part ? part.String.sval ?? '' : ''));
  if (!schema || !name || schema === 'pg_catalog' || star) return undefined;
  return { schema, name, args };
}

/** Reads expressions in their scope: their texts and their types. */
export async function readValues(
  scope: Scope,
  nodes: Node[],
): Promise<{ value: string | null; type: string }[]> {
  if (nodes.length === 0) return [];
  const columns = nodes.map((node, n) => {
    const sql = deparse(bind(node, scope));
    return `(${sql})::text as v${n}, pg_typeof((${sql}))::text as t${n}`;
  });
  const from = scope.outer ? ` from ${scope.outer}` : '';
  const { rows: [row] } = await scope.run(`select ${columns}${from}`);
  return nodes.map((_, n) => ({ value: row?.[`v${n}`] ?? null, type: row?.[`t${n}`] ?? 'text' }));
}
