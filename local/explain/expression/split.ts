import { deparse, type Node, parseExpression } from './grammar.ts';

/** A condition before it is evaluated. */
export type Split =
  | { kind: 'and' | 'or'; text: string; parts: Split[] }
  | { kind: 'not'; text: string; part: Split }
  | { kind: 'leaf'; text: string; node: Node };

/**
 * Splits a condition at AND, OR and NOT. What the deparser does not write back faithfully stays whole,
 * with the text that it came with.
 */
export function splitCondition(text: string): Split {
  const node = parseExpression(text);
  try {
    return splitNode(node);
  } catch {
    return { kind: 'leaf', text, node };
  }
}

export function splitNode(node: Node): Split {
  const text = deparse(node);
  if ('BoolExpr' in node) {
    const { boolop, args = [] } = node.BoolExpr;
    const parts = args.map(splitNode);
    if (boolop === 'NOT_EXPR') return { kind: 'not', text, part: parts[0] as Split };
    return { kind: boolop === 'AND_EXPR' ? 'and' : 'or', text, parts };
  }
  return { kind: 'leaf', text, node };
}

export function leavesOf(split: Split): Extract<Split, { kind: 'leaf' }>[] {
  if (split.kind === 'leaf') return [split];
  return split.kind === 'not' ? leavesOf(split.part) : split.parts.flatMap(leavesOf);
}
