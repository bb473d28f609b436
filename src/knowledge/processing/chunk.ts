import { DocumentFailure } from './failure.ts';
import { type Section, sectionsOf, type Span } from './sections.ts';
import { boundary, type Sentence, sentencesOf } from './sentences.ts';

/** A passage to be found: `text.slice(start_offset, end_offset) === content`. */
export interface Chunk {
  position: number;
  heading: string | null;
  content: string;
  /** UTF-16 code units into the whole text. */
  start_offset: number;
  end_offset: number;
}

/** UTF-16 code units. From `TARGET` on a chunk ends with its paragraph, at `FULL` with a sentence. */
const TARGET = 1_000;
const FULL = 1_500;
/** A remainder smaller than `SMALL` joins the chunk before it, which `LARGEST` bounds. */
const SMALL = 300;
const LARGEST = 2_000;

/** Postgres cannot index a word longer than 2,047 bytes; a heading has at most these many units. */
const LONGEST_HEADING = 500;

/** A text of nothing but headings has as many; there are no more rows of a document. */
const MOST_CHUNKS = 50_000;

/** How far a text was cut before. */
export interface Cut {
  /** How many chunks there are. */
  chunks: number;
  /** Where the last of them ends. */
  end: number;
}

/**
 * Cuts a text into passages: never across a heading, at the ends of paragraphs and sentences as far
 * as their lengths allow, in order and without overlap. Every character that is not white space or
 * part of a heading's line is in one; no code point is split. Linear in the text.
 *
 * @param cut where to go on, so that a long text can be cut in slices; from its beginning by default
 * @throws DocumentFailure `too_complex`
 */
export function* chunk(text: string, cut: Cut = { chunks: 0, end: 0 }): Generator<Chunk> {
  let position = cut.chunks;
  for (const section of sectionsOf(text)) {
    if (section.end < cut.end) continue;
    const heading = headingOf(section);
    const rest = { ...section, start: Math.max(section.start, cut.end) };
    for (const { start, end } of pack(text, rest)) {
      if (position >= MOST_CHUNKS) throw new DocumentFailure('too_complex');
      yield {
        position: position++,
        heading,
        content: text.slice(start, end),
        start_offset: start,
        end_offset: end,
      };
    }
  }
}

const headingOf = ({ under }: Section): string | null => {
  const heading = under.map(({ title }) => title).join(' › ');
  return heading.slice(0, boundary(heading, LONGEST_HEADING, heading.length)) || null;
};

/** Joins sentences to chunks; one is held back, because a small remainder joins it. */
function* pack(text: string, section: Section): Generator<Span> {
  let packed: Span | undefined;
  let open: Span | undefined;
  for (const { start, end, closes } of pieces(text, section)) {
    if (open && end - open.start > FULL) {
      if (packed) yield packed;
      packed = open;
      open = undefined;
    }
    open = { start: open?.start ?? start, end };
    if (closes && open.end - open.start >= TARGET) {
      if (packed) yield packed;
      packed = open;
      open = undefined;
    }
  }
  if (open && packed && open.end - open.start < SMALL && open.end - packed.start <= LARGEST) {
    yield { start: packed.start, end: open.end };
  } else {
    if (packed) yield packed;
    if (open) yield open;
  }
}

/** Sentences, and those that are longer than a chunk in pieces, cut between words if there are any. */
function* pieces(text: string, section: Section): Generator<Sentence> {
  for (const { start, end, closes } of sentencesOf(text, section)) {
    let at = start;
    while (end - at > FULL) {
      const limit = boundary(text, at + FULL, end);
      const space = text.slice(at, limit).search(/\s\S*$/);
      const cut = space > 0 ? at + space : limit;
      yield { start: at, end: at + text.slice(at, cut).trimEnd().length, closes: false };
      at = cut + text.slice(cut, end).search(/\S/);
    }
    yield { start: at, end, closes };
  }
}
