import type { Engines } from '../engine/engine.ts';

/** Two characters of no language, which no honest template has: what is printed, and what decides. */
export const PRINT = '\ue000';
export const DECIDE = '\ue001';

export interface MarkedSource {
  /** The source with a mark in the place of each print and each tag. */
  text: string;
  /** What each print is, in their order. */
  prints: string[];
}

/** Puts marks where a source prints or decides, so that what is left can be read as plain markup. */
export function markSource(
  source: string,
  { Tokenizer, TokenKind }: Engines['library'],
): MarkedSource {
  const prints: string[] = [];
  const parts = new Tokenizer(source).readTopLevelTokens().map(({ kind, begin, end }) => {
    const written = source.slice(begin, end);
    if (kind === TokenKind.HTML) return written;
    if (kind === TokenKind.Output) prints.push(written);
    return kind === TokenKind.Output ? PRINT : DECIDE;
  });
  return { text: parts.join(''), prints };
}
