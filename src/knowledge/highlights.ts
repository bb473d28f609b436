import type { TextRange } from '../contracts/search.ts';

/** What `private.search_chunks` puts around a word that was found. */
const START = '\u0001';
const STOP = '\u0002';

/**
 * Where the marks were in a text that is otherwise as long as the original, so that the ranges fit
 * both. Found words with nothing but a space between them stay apart.
 */
export function highlightsOf(marked: string): TextRange[] {
  const ranges: TextRange[] = [];
  let length = 0;
  let start = 0;
  for (const unit of marked.split(/([\u0001\u0002])/)) {
    if (unit === START) start = length;
    else if (unit === STOP) ranges.push({ start, end: length });
    else length += unit.length;
  }
  return ranges;
}
