import { readRoutines, type Routine } from '../catalog/routine.ts';
import { LONGEST } from '../evaluate/rows.ts';
import type { Opened, QueryExplained } from '../explanation.ts';
import {
  deparse,
  type Node,
  nodesOf,
  parseExpression,
  parseStatements,
  rewrite,
  type SelectStmt,
} from '../expression/grammar.ts';
import { literal } from '../expression/quote.ts';
import type { Run } from '../ports.ts';
import { type Came, runBlock } from './block.ts';
import { parseBlock } from './plpgsql.ts';
import { explainQuery } from './query.ts';
import { bind, type Bound, callOf, isCalled, readValues, type Scope } from './scope.ts';

/** Functions in functions are opened this deep. */
const DEEPEST = 4;

/** What is behind the first call of a function of somebody's own in a tree, if that tells anything. */
export async function openFirstCall(tree: Node, scope: Scope): Promise<Opened | undefined> {
  const call = [...nodesOf(tree)].find(callOf);
  if (!call) return undefined;
  const opened = await openCall(call, scope);
  const { variables, calls, branches, queries, closed } = opened;
  const told = [variables, calls, branches, queries].some(({ length }) => length > 0);
  return told || closed !== null ? opened : undefined;
}

/** Looks behind a call, with the arguments that it has here. */
async function openCall(node: Node, scope: Scope): Promise<Opened> {
  const { schema, name, args } = callOf(node) as NonNullable<ReturnType<typeof callOf>>;
  const shut = (closed: string, known: Partial<Opened> = {}): Opened => ({
    ...{ function: `${schema}.${name}`, language: null, definer: false, body: '' },
    ...{ variables: [], calls: [], branches: [], queries: [], closed, ...known },
  });
  if (scope.depth >= DEEPEST) return shut('it is too deep in other functions');
  const routines = await readRoutines(scope.ports.system, schema, name, args.length);
  const [routine] = routines;
  if (!routine) return shut('there is no such function');
  const known = {
    ...{ function: routine.signature, language: routine.language, definer: routine.definer },
    body: routine.body,
  };
  if (routines.length > 1) return shut('there are several functions of this name', known);
  const opened = shut('', known);
  try {
    const inside = await scopeInside(routine, node, args, scope);
    opened.variables = argumentsOf(routine, inside);
    const came = await openBody(routine, inside, opened);
    if ('closed' in came) return { ...opened, closed: came.closed };
    const [called] = await readValues(scope, [asOne(node, routine)]);
    const same = called?.value === came.value;
    return { ...opened, closed: same ? null : 'read part by part its text gives another value' };
  } catch (error) {
    return { ...opened, closed: unread(error) };
  }
}

/** What kept a text from being read: Postgres, the grammar, or a type that is not known there. */
export function unread(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return `it could not be read here: ${error.message}`;
}

/** A call as one value: of a set, its array. */
function asOne(node: Node, { returnsSet }: Routine): Node {
  return returnsSet ? parseExpression(`array(select ${deparse(node)})`) : node;
}

/** The names inside of the function, and its rights. */
async function scopeInside(
  routine: Routine,
  node: Node,
  args: Node[],
  scope: Scope,
): Promise<Scope> {
  const listed = 'FuncCall' in node && node.FuncCall.func_variadic !== true && routine.variadic;
  const fixed = listed ? routine.arguments.length - 1 : args.length;
  const rest = args.slice(fixed).map(deparse);
  const type = routine.arguments.at(-1)?.type ?? 'text[]';
  const nodes = [
    ...args.slice(0, fixed),
    ...listed ? [parseExpression(`array[${rest}]::${type}`)] : [],
  ];
  const values = await readValues(scope, nodes);
  const variables = new Map<string, Bound>();
  routine.arguments.forEach((argument, n) => {
    const value = values[n];
    if (!value) return;
    const called = isCalled(nodes[n] as Node, scope);
    const bound = { ...value, type: argument.type, called };
    variables.set(`$${n + 1}`, bound);
    if (argument.name) variables.set(argument.name, bound);
  });
  const { rehearse } = scope.ports;
  const { searchPath } = routine;
  const prepare = searchPath === null
    ? []
    : [`select set_config('search_path', ${literal(searchPath)}, true)`];
  const as = (who: 'person' | 'owner'): Run => (sql) => rehearse({ as: who, prepare }, sql);
  return {
    ...{ ports: scope.ports, outer: null, variables, name: routine.name },
    ...{ depth: scope.depth + 1, wanted: scope.wanted },
    run: routine.definer ? as('owner') : as('person'),
    unhindered: as('owner'),
  };
}

function argumentsOf({ arguments: list }: Routine, { variables }: Scope): Opened['variables'] {
  return list.map(({ name, type }, n) => ({
    name: name || `$${n + 1}`,
    text: type,
    value: variables.get(`$${n + 1}`)?.value?.slice(0, LONGEST) ?? null,
  }));
}

/** Runs the text part by part, and writes down what decides. */
async function openBody(routine: Routine, scope: Scope, opened: Opened): Promise<Came> {
  const { language, body } = routine;
  if (language === 'sql') {
    const text = body.replace(/^\s*begin atomic\b(.*)end\s*$/is, '$1')
      .replace(/^\s*return\b/i, 'select');
    const [statement, ...more] = parseStatements(text);
    if (!statement || more.length > 0 || !('SelectStmt' in statement)) {
      return { closed: 'it is not one query' };
    }
    return await openResult(statement, routine.returnsSet, scope, opened);
  }
  if (language !== 'plpgsql') return { closed: `it is written in ${language}` };
  const block = parseBlock(body);
  if (!block) return { closed: 'its text is not one plain block' };
  return await runBlock(block, scope, opened, {
    value: (sql) => openResult(parseStatements(`select ${sql}`)[0] as Node, false, scope, opened),
    rows: (sql) => openResult(parseStatements(sql)[0] as Node, true, scope, opened),
    call: (node) => openFirstCall(node, scope),
  });
}

/** The query that a function answers: what it reads, what it calls, and its value. */
async function openResult(
  node: Node,
  set: boolean,
  scope: Scope,
  opened: Opened,
): Promise<Came> {
  opened.queries.push(...await queriesIn(node, scope));
  const call = await openFirstCall(bind(node, scope), scope);
  if (call) opened.calls.push(call);
  const sql = deparse(bind(node, scope));
  const { rows: [row] } = await scope.run(
    `select ${set ? `array(${sql})` : `(${sql})`}::text as v`,
  );
  return { value: row?.v ?? null };
}

/** Every query of a tree that reads a table; one within another is explained by the outer one. */
export async function queriesIn(tree: Node, scope: Scope): Promise<QueryExplained[]> {
  const queries: QueryExplained[] = [];
  const selects: SelectStmt[] = [];
  rewrite(tree, (node) => {
    if (!('SelectStmt' in node) || !node.SelectStmt.fromClause?.length) return undefined;
    selects.push(node.SelectStmt);
    return node;
  });
  for (const select of selects) {
    const explained = await explainQuery(select, scope);
    if (explained) queries.push(explained);
  }
  return queries;
}
