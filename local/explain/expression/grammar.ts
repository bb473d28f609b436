import { loadModule, type Node, parseSync, type SelectStmt } from 'libpg-query';
import { Deparser } from 'pgsql-deparser';

export type { Node, SelectStmt };

await loadModule();

/** The statements of a text; throws where it is not SQL. */
export function parseStatements(sql: string): Node[] {
  const { stmts = [] } = parseSync(sql) as { stmts?: { stmt: Node }[] };
  return stmts.map(({ stmt }) => stmt);
}

/** What a bare SELECT of something has; FROM, DISTINCT and the like make it more than an expression. */
const OF_BARE_SELECT = ['targetList', 'limitOption', 'op'];

/** An expression as Postgres' grammar reads it. */
export function parseExpression(text: string): Node {
  const [statement, ...others] = parseStatements(`select ${text}`);
  const select = statement && 'SelectStmt' in statement ? statement.SelectStmt : {};
  const [target, ...more] = select.targetList ?? [];
  const isOne = others.length === 0 && more.length === 0 &&
    Object.keys(select).every((part) => OF_BARE_SELECT.includes(part));
  const { name, val } = target && 'ResTarget' in target ? target.ResTarget : {};
  if (!isOne || !val || name !== undefined) throw new Error(`not an expression: ${text}`);
  return val;
}

/** The type of a cast, as the grammar reads it. */
export function parseType(type: string) {
  const cast = parseExpression(`null::${type}`);
  if (!('TypeCast' in cast) || !cast.TypeCast.typeName) throw new Error(`not a type: ${type}`);
  return cast.TypeCast.typeName;
}

/**
 * The SQL of a tree, on one line.
 * @throws Error where the grammar would read it as something else: the deparser is another program
 */
export function deparse(node: Node): string {
  const statement = 'SelectStmt' in node;
  const text = Deparser.deparse(node, { newline: ' ', tab: '', pretty: false });
  const again = statement ? parseStatements(text)[0] : parseExpression(text);
  if (shapeOf(again) !== shapeOf(node)) throw new Error(`not the same again: ${text}`);
  return text;
}

/** Everything but where it stands in the text. */
const shapeOf = (node: unknown): string =>
  JSON.stringify(node, (key, value) => (/(^|_)location$/.test(key) ? undefined : value));

/** Every node of a tree, the outer ones first. */
export function* nodesOf(tree: unknown): Generator<Node> {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* nodesOf(item);
  } else if (typeof tree === 'object' && tree !== null) {
    yield tree as unknown as Node;
    for (const value of Object.values(tree)) yield* nodesOf(value);
  }
}

/** A copy of the tree in which `change` has put other nodes; undefined keeps a node. */
export function rewrite<T>(tree: T, change: (node: Node) => Node | undefined): T {
  if (Array.isArray(tree)) return tree.map((item) => rewrite(item, change)) as T;
  if (typeof tree !== 'object' || tree === null) return tree;
  const changed = change(tree as unknown as Node);
  if (changed) return changed as T;
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, rewrite(value, change)]),
  ) as T;
}

/** The names of a reference such as `memberships.user_id`; undefined for anything else, or with a star. */
export function columnPath(node: Node): string[] | undefined {
  if (!('ColumnRef' in node)) return undefined;
  const names = node.ColumnRef.fields?.map((field) =>
    'String' in field ? field.String.sval : undefined
  );
  return names?.every((name) => name !== undefined) ? names as string[] : undefined;
}
