import { deparse, type Node } from './grammar.ts';

/** What a leaf compares. */
export interface OperandText {
  /** As it is written. */
  text: string;
  /** What is read for its value: for a subquery of several rows their array. */
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
  for (const subquery of listsOf(leaf)) {
    try {
      const text = deparse(subquery);
      seen.set(text, { text, sql: `array(${text})` });
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

/** The query of `x in (select …)` and the like. */
function listsOf(leaf: Node): Node[] {
  if (!('SubLink' in leaf)) return [];
  const { subLinkType, subselect } = leaf.SubLink;
  const several = subLinkType === 'ANY_SUBLINK' || subLinkType === 'ALL_SUBLINK';
  return several && subselect ? [subselect] : [];
}
