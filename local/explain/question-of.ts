import type { Assigned, Question } from './explanation.ts';
import { columnPath, deparse, type Node, nodesOf, parseStatements } from './expression/grammar.ts';

/**
 * Reads a statement as a question: one command on one table, of one row by its columns, or of none.
 * Undefined where it is more than that: joins, ON CONFLICT, several rows at once, other conditions.
 */
export function questionOf(sql: string): Question | undefined {
  const [statement, ...more] = parseStatements(sql);
  if (!statement || more.length > 0) return undefined;
  if ('SelectStmt' in statement) {
    const { fromClause = [], targetList = [], whereClause, ...rest } = statement.SelectStmt;
    const plain = Object.keys(rest).every((part) => part === 'limitOption' || part === 'op');
    const [from, ...others] = fromClause;
    if (!plain || !from || others.length > 0 || !('RangeVar' in from)) return undefined;
    return asked('select', from.RangeVar, whereClause, { ...columnsOf(targetList) });
  }
  if ('DeleteStmt' in statement) {
    const { relation, whereClause, returningList, ...rest } = statement.DeleteStmt;
    if (Object.keys(rest).length > 0) return undefined;
    return asked('delete', relation, whereClause, returningOf(returningList));
  }
  if ('UpdateStmt' in statement) {
    const { relation, whereClause, returningList, targetList = [], ...rest } = statement.UpdateStmt;
    const set = assignments(targetList);
    if (Object.keys(rest).length > 0 || !set) return undefined;
    return asked('update', relation, whereClause, { set, ...returningOf(returningList) });
  }
  if ('InsertStmt' in statement) {
    const { relation, cols = [], selectStmt, returningList, override: _, ...rest } = statement
      .InsertStmt;
    const set = inserted(cols, selectStmt);
    if (Object.keys(rest).length > 0 || !set) return undefined;
    return asked('insert', relation, undefined, { set, ...returningOf(returningList) });
  }
  return undefined;
}

type Target = { schemaname?: string; relname?: string };

function asked(
  command: Question['command'],
  relation: Target | undefined,
  where: Node | undefined,
  rest: Pick<Question, 'set' | 'returning' | 'columns'>,
): Question | undefined {
  if (!relation?.relname) return undefined;
  const table = { schema: relation.schemaname ?? 'public', name: relation.relname };
  const key = keyOf(where);
  return key ? { table, command, ...Object.keys(key).length > 0 && { key }, ...rest } : undefined;
}

/** The columns of a key, none where there is no condition or `false`; undefined for any other. */
function keyOf(where: Node | undefined): Record<string, string> | undefined {
  if (!where || isFalse(where)) return {};
  if ('BoolExpr' in where && where.BoolExpr.boolop === 'AND_EXPR') {
    const parts = (where.BoolExpr.args ?? []).map(keyOf);
    return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
  }
  if (!('A_Expr' in where) || where.A_Expr.kind !== 'AEXPR_OP') return undefined;
  const { name = [], lexpr, rexpr } = where.A_Expr;
  const [operator] = name;
  const column = lexpr && columnPath(lexpr)?.at(-1);
  const value = rexpr && 'A_Const' in rexpr ? rexpr.A_Const.sval?.sval : undefined;
  const isEqual = operator && 'String' in operator && operator.String.sval === '=';
  return isEqual && column && value !== undefined ? { [column]: value } : undefined;
}

const isFalse = (node: Node): boolean =>
  'A_Const' in node && node.A_Const.boolval !== undefined && !node.A_Const.boolval.boolval;

function assignments(targets: Node[]): Record<string, Assigned> | undefined {
  const set: Record<string, Assigned> = {};
  for (const target of targets) {
    if (!('ResTarget' in target) || !target.ResTarget.name || !target.ResTarget.val) {
      return undefined;
    }
    if (target.ResTarget.indirection || 'MultiAssignRef' in target.ResTarget.val) return undefined;
    set[target.ResTarget.name] = assigned(target.ResTarget.val);
  }
  return set;
}

const assigned = (value: Node): Assigned =>
  'SetToDefault' in value ? { sql: 'default' } : { sql: deparse(value) };

function inserted(cols: Node[], source: Node | undefined): Record<string, Assigned> | undefined {
  if (!source) return {};
  if (!('SelectStmt' in source)) return undefined;
  const [row, ...more] = source.SelectStmt.valuesLists ?? [];
  if (!row || more.length > 0 || !('List' in row)) return undefined;
  const values = row.List.items ?? [];
  if (cols.length !== values.length) return undefined;
  return Object.fromEntries(cols.map((column, n) => [
    'ResTarget' in column ? column.ResTarget.name ?? '' : '',
    assigned(values[n] as Node),
  ]));
}

function returningOf(list: Node[] | undefined): Pick<Question, 'returning' | 'columns'> {
  return list ? { returning: true, ...columnsOf(list) } : {};
}

/** The columns that a list names; all of them where there is a star. */
function columnsOf(list: Node[]): Pick<Question, 'columns'> {
  const references = [...nodesOf(list)].filter((node) => 'ColumnRef' in node);
  const names = references.map((node) => columnPath(node)?.at(-1));
  if (names.includes(undefined)) return {};
  return { columns: [...new Set(names as string[])] };
}
