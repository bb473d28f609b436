import type { Span } from './sections.ts';

/**
 * The longest stretch that is searched for sentences at once. The segmenter's time grows with the
 * square of its input, so a text is never handed to it whole.
 */
const WINDOW = 2_000;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

export interface Sentence extends Span {
  /** The last of its paragraph. */
  closes: boolean;
}

/** Yields the sentences of `text` from `start` to `end`, without the white space around them. */
export function* sentencesOf(text: string, { start, end }: Span): Generator<Sentence> {
  for (const paragraph of paragraphsOf(text, start, end)) {
    let last: Span | undefined;
    for (const sentence of inParagraph(text, paragraph)) {
      if (last) yield { ...last, closes: false };
      last = sentence;
    }
    if (last) yield { ...last, closes: true };
  }
}

function* paragraphsOf(text: string, start: number, end: number): Generator<Span> {
  let at = start;
  // Only this section is searched: the next blank line may be at the end of the whole text.
  for (const blank of text.slice(start, end).matchAll(/\n[ \t]*\n\s*/g)) {
    yield { start: at, end: start + blank.index };
    at = start + blank.index + blank[0].length;
  }
  yield { start: at, end };
}

function* inParagraph(text: string, { start, end }: Span): Generator<Span> {
  for (let at = start; at < end;) {
    const stop = boundary(text, at + WINDOW, end);
    let consumed = stop;
    const segments = [...segmenter.segment(text.slice(at, stop))];
    // What the window cut off is looked at again from its own beginning.
    if (stop < end && segments.length > 1) consumed = at + segments.pop()!.index;
    for (const { segment, index } of segments) {
      const trimmed = trim(segment, at + index);
      if (trimmed) yield trimmed;
    }
    at = consumed;
  }
}

function trim(segment: string, at: number): Span | undefined {
  const start = segment.search(/\S/);
  if (start === -1) return undefined;
  return { start: at + start, end: at + segment.trimEnd().length };
}

/** `at`, or one less where it would split a surrogate pair; never beyond `end`. */
export function boundary(text: string, at: number, end: number): number {
  if (at >= end) return end;
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
