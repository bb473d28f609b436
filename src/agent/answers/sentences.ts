const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Takes the words of a text to compare by: lower case, without accents, common endings or
 * particles.
 */
export function stems(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(WORD) ?? []).filter((word) => word.length > 2 || /\d/.test(word))
    .map((word) => word.length > 4 ? word.replace(/(ies|ing|ed|es|s|y)$/, '') : word);
}

const splitter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Splits a text into sentences, trimmed, each a slice of it; lines of a list count as sentences.
 */
export const sentences = (text: string): string[] =>
  text.split(/\n+/).flatMap((line) =>
    [...splitter.segment(line)].map(({ segment }) => segment.trim()).filter(Boolean)
  );
