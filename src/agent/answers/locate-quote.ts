/** Shorter than this, a match says nothing: almost every text holds "the mat". */
export const MIN_QUOTE = 12;

/**
 * Finds where a text holds a quote, as UTF-16 offsets. Only white space may differ, since models
 * re-wrap lines; what the offsets cut out is the text's own, to the letter. Null if it is not
 * there.
 */
export function locateQuote(text: string, quote: string): [start: number, end: number] | null {
  const wanted = collapse(quote.trim());
  if (wanted.length < MIN_QUOTE) return null;
  const exact = text.indexOf(quote.trim());
  if (exact >= 0) return [exact, exact + quote.trim().length];
  const pattern = wanted.split(' ').map(escape).join('\\s+');
  const found = new RegExp(pattern, 'u').exec(text);
  return found && [found.index, found.index + found[0].length];
}

const collapse = (text: string) => text.replace(/\s+/gu, ' ');
const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
