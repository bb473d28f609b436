import type { TextRange } from './contract.ts';

/** What `private.search_chunks` puts around a word that was found. */
const START = '\u0001';
const STOP = '\u0002';

/**
 * Finds the marked words in `content`. `marked` is the same text character for character, though
 * not letter for letter, with marks in it.
 */
export function highlightsOf(content: string, marked: string): TextRange[] {
  const ranges: TextRange[] = [];
  const original = content[Symbol.iterator]();
  let offset = 0;
  let start = 0;
  for (const character of marked) {
    if (character === START) start = offset;
    else if (character === STOP) ranges.push({ start, end: offset });
    else offset += original.next().value?.length ?? 0;
  }
  return ranges;
}
