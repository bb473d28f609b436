import { deparse, type Node } from './grammar.ts';

/** Of a subquery no more rows are counted or listed. */
const MOST = 100;

/** What a leaf compares. */
export interface OperandText {
  /** As it is written. */
  text: string;
  /** What is read for its value: of a subquery its rows as an array, of EXISTS how many. */
  sql: string;
}

/** The columns, calls and subqueries on both sides of a leaf; constants say themselves. */
export function operandsOf(leaf: Node): OperandText[] {
  const seen = new Map<string, OperandText>();
  for (const node of sidesOf(leaf)) {
    if (isConstant(node)) continue;
    try {
      const text = deparse(node);
      seen.set(text, { text, sql: text });
    } catch {
      // What is not written back faithfully is shown in the leaf's own text only.
    }
  }
  const subquery = subqueryOf(leaf);
  if (subquery) {
    try {
      const text = deparse(subquery.node);
      const sql = subquery.exists
        ? `(select count(*) from (select from (${text}) q limit ${MOST}) q)`
        : `array(select * from (${text}) q limit ${MOST})`;
      seen.set(text, { text, sql });
    } catch {
      // As above.
    }
  }
  return [...seen.values()];
}

function sidesOf(leaf: Node): Node[] {
  if ('A_Expr' in leaf) {
    return [leaf.A_Expr.lexpr, leaf.A_Expr.rexpr].flatMap((side) => (side ? partsOf(side) : []));
  }
  if ('NullTest' in leaf) return leaf.NullTest.arg ? [leaf.NullTest.arg] : [];
  if ('BooleanTest' in leaf) return leaf.BooleanTest.arg ? [leaf.BooleanTest.arg] : [];
  if ('FuncCall' in leaf) return [...leaf.FuncCall.args ?? []];
  if ('SubLink' in leaf) {
    if (leaf.SubLink.testexpr) return [leaf.SubLink.testexpr];
    return leaf.SubLink.subLinkType === 'EXPR_SUBLINK' ? [leaf] : [];
  }
  return [leaf];
}

/** A list of BETWEEN or IN is its items, a cast what is cast. */
function partsOf(node: Node): Node[] {
  if ('List' in node) return (node.List.items ?? []).flatMap(partsOf);
  return [node];
}

function isConstant(node: Node): boolean {
  if ('A_Const' in node) return true;
  if ('TypeCast' in node) return node.TypeCast.arg !== undefined && isConstant(node.TypeCast.arg);
  if ('A_ArrayExpr' in node) return (node.A_ArrayExpr.elements ?? []).every(isConstant);
  return false;
}

/** The query of `exists (select …)`, `x in (select …)` and the like. */
export function subqueryOf(leaf: Node): { node: Node; exists: boolean } | undefined {
  if (!('SubLink' in leaf)) return undefined;
  const { subLinkType, subselect } = leaf.SubLink;
  if (!subselect || !['EXISTS_SUBLINK', 'ANY_SUBLINK', 'ALL_SUBLINK'].includes(subLinkType ?? '')) {
    return undefined;
  }
  return { node: subselect, exists: subLinkType === 'EXISTS_SUBLINK' };
}
