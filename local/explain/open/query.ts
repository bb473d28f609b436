import { readTable, type Table } from '../catalog/table.ts';
import type { NearMiss, QueryExplained, Relation } from '../explanation.ts';
import {
  deparse,
  type Node,
  nodesOf,
  parseExpression,
  type SelectStmt,
} from '../expression/grammar.ts';
import { ident, literal, qualified, spoken } from '../expression/quote.ts';
import type { Run } from '../ports.ts';
import { failureOf } from './failure.ts';
import { bind, isCalled, type Scope } from './scope.ts';

/** Rows are counted no further. */
const COUNTED_TO = 1000;
/** As many rows are named. */
const MISSES = 3;

/** What a query that decides finds; undefined where it reads no table. */
export async function explainQuery(
  select: SelectStmt,
  scope: Scope,
): Promise<QueryExplained | undefined> {
  if (!select.fromClause?.length) return undefined;
  const bound = bind(select, scope);
  const from = fromText(bound);
  const conditions = conjuncts(select.whereClause);
  const texts = conditions.map((node) => deparse(bind(node, scope)));
  const written = conditions.map((node) => deparse(node));
  const count = async (run: Run, some: string[]) => {
    const { rows: [row] } = await run(
      `select count(*)::text as n from ${
        joined(scope, `select 1 from ${from}${whereOf(some)} limit ${COUNTED_TO}`)
      }`,
    );
    return Number(row?.n);
  };
  const rows = await count(scope.run, texts);
  const alone: QueryExplained['conditions'] = [];
  for (const [index, text] of texts.entries()) {
    alone.push({ text: written[index] as string, rows: await count(scope.unhindered, [text]) });
  }
  const explained = { from: fromText(select), rows, countedTo: COUNTED_TO, conditions: alone };
  const nearMisses = rows > 0 ? [] : await missesOf(scope, bound, { conditions, texts, written });
  return { text: deparse({ SelectStmt: select }), ...explained, nearMisses };
}

interface Where {
  conditions: Node[];
  /** With values for names, and as written. */
  texts: string[];
  written: string[];
}

/** Rows of the caller's that fail one or two conditions; or none, where row security hides them from who asks. */
async function missesOf(
  scope: Scope,
  bound: SelectStmt,
  { conditions, texts, written }: Where,
): Promise<NearMiss[]> {
  const tables = await tablesOf(scope, bound);
  const main = tables[0];
  if (!main) return [];
  const misses: NearMiss[] = [];
  for (const row of await rowsOf(scope, bound, main, texts)) {
    misses.push({
      ...{ says: `A row of ${spoken(main.table)} fits, but row security hides it from who asks.` },
      ...{ table: spoken(main.table), row: keyOf(main.table, row), condition: null, path: [] },
    });
  }
  const own = conditions.map((node) => isCalled(node, scope));
  const others = texts.filter((_, index) => !own[index]);
  // Another's row is not nearly one's own; and without any other condition everything is near.
  if (others.length === 0 || texts.length < 2) return misses;
  const failing = others.map((text) => `((${text}) is not true)::int`).join(' + ');
  const near = own.includes(true) ? `${failing} between 1 and 2` : `${failing} = 1`;
  const about = tables.find(({ alias }) => others.some((text) => mentions(text, alias))) ?? main;
  const must = [...texts.filter((_, index) => own[index]), near];
  for (const row of await rowsOf(scope, bound, about, must, { texts, order: [failing] })) {
    const failed = texts.flatMap((_, index) => (row[`f${index}`] === 'true' ? [index] : []));
    const { table, alias } = about;
    const but = await Promise.all(
      failed.map((index) =>
        failureOf(scope.unhindered, table, alias, row.whole as string, texts[index] as string)
      ),
    );
    misses.push({
      says: `A row of ${spoken(table)} fits in all else, but ${but.join(' and ')}.`,
      ...{ table: spoken(table), row: keyOf(table, row), path: [] },
      condition: failed.map((index) => written[index]).join(' and '),
    });
  }
  return misses;
}

interface Source {
  table: Table;
  alias: string;
}

/** The tables that a query reads by name, in the order in which they are written. */
async function tablesOf(scope: Scope, select: SelectStmt): Promise<Source[]> {
  const sources: Source[] = [];
  for (const node of nodesOf(select.fromClause)) {
    if (!('RangeVar' in node) || !node.RangeVar.schemaname || !node.RangeVar.relname) continue;
    const relation: Relation = { schema: node.RangeVar.schemaname, name: node.RangeVar.relname };
    const { ports: { system, role } } = scope;
    const table = await readTable(system, relation, role).catch(() => undefined);
    if (table) sources.push({ table, alias: node.RangeVar.alias?.aliasname ?? relation.name });
  }
  return sources;
}

async function rowsOf(
  scope: Scope,
  select: SelectStmt,
  { alias, table }: Source,
  conditions: string[],
  { texts, order }: { texts: string[]; order: string[] } = { texts: [], order: [] },
): Promise<Record<string, string | null>[]> {
  const columns = table.columns.map(({ name }, n) =>
    `left(${ident(alias)}.${ident(name)}::text, 200) as c${n}`
  );
  const failed = texts.map((text, n) => `((${text}) is not true)::text as f${n}`);
  const whole = `(${ident(alias)}.*)::${qualified(table)}::text as whole`;
  const list = [whole, ...columns, ...failed];
  const query = `select ${list} from ${fromText(select)}${whereOf(conditions)}
    ${orderOf([...order, ...nearness(scope, alias)])} limit ${MISSES}`;
  const { rows } = await scope.unhindered(`select q.* from ${joined(scope, query)}`);
  return rows;
}

/** Rows with a value that the condition is about come first. */
function nearness({ wanted }: Scope, alias: string): string[] {
  const values = wanted.map((value) => `strpos((${ident(alias)}.*)::text, ${literal(value)}) > 0`);
  return values.length > 0 ? [`(${values.join(' or ')}) desc`] : [];
}

const orderOf = (list: string[]): string => (list.length > 0 ? `order by ${list.join(', ')}` : '');

/** The key of a row; where there is none, its first columns. */
function keyOf({ columns, key }: Table, row: Record<string, string | null>): NearMiss['row'] {
  const names = key.length > 0 ? key : columns.slice(0, 3).map(({ name }) => name);
  return Object.fromEntries(names.map((name) => {
    const place = columns.findIndex((column) => column.name === name);
    return [name, row[`c${place}`] ?? null];
  }));
}

const joined = ({ outer }: Scope, query: string): string =>
  outer ? `${outer} cross join lateral (${query}) q` : `(${query}) q`;

const whereOf = (conditions: string[]): string =>
  conditions.length === 0 ? '' : ` where ${conditions.map((text) => `(${text})`).join(' and ')}`;

const ONE = parseExpression('1');

function fromText({ fromClause }: SelectStmt): string {
  const bare: SelectStmt = {
    ...{ targetList: [{ ResTarget: { val: ONE } }], fromClause: fromClause ?? [] },
    ...{ limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' },
  };
  return deparse({ SelectStmt: bare }).replace(/^select 1 from /i, '');
}

function conjuncts(where: Node | undefined): Node[] {
  if (!where) return [];
  if (!('BoolExpr' in where) || where.BoolExpr.boolop !== 'AND_EXPR') return [where];
  return (where.BoolExpr.args ?? []).flatMap(conjuncts);
}

const mentions = (text: string, alias: string): boolean =>
  text.includes(`${alias}.`) || text.includes(`${ident(alias)}.`);
