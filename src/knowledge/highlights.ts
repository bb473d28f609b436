import type { TextRange } from '../contracts/search.ts';

/** What `private.search_chunks` puts around a word that was found. */
const START = '\u0001';
const STOP = '\u0002';
const MARK = new RegExp(`([${START}${STOP}])`);

/**
 * Where the marks were in a text that is otherwise as long as the original, so that the ranges fit
 * both.
 */
export function highlightsOf(marked: string): TextRange[] {
  const ranges: TextRange[] = [];
  let length = 0;
  let start = 0;
  for (const piece of marked.split(MARK)) {
    if (piece === START) start = length;
    else if (piece === STOP) ranges.push({ start, end: length });
    else length += piece.length;
  }
  return ranges;
}
