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

/**
 * Cuts a text into passages: never across a heading, at the ends of paragraphs and sentences as far
 * as their lengths allow, in order and without overlap. Every character that is not white space or
 * part of a heading's line is in one; no code point is split.
 */
export function* chunk(text: string): Generator<Chunk> {
  let position = 0;
  for (const section of sectionsOf(text)) {
    for (const { start, end } of pack(text, section)) {
      yield {
        position: position++,
        heading: headingOf(section),
        content: text.slice(start, end),
        start_offset: start,
        end_offset: end,
      };
    }
  }
}

const headingOf = ({ path }: Section): string | null => {
  const heading = path.join(' › ');
  return heading.slice(0, boundary(heading, LONGEST_HEADING, heading.length)) || null;
};

function pack(text: string, section: Section): Span[] {
  const packed: Span[] = [];
  let open: Span | undefined;
  for (const { start, end, closes } of pieces(text, section)) {
    if (open && end - open.start > FULL) {
      packed.push(open);
      open = undefined;
    }
    open = { start: open?.start ?? start, end };
    if (closes && open.end - open.start >= TARGET) {
      packed.push(open);
      open = undefined;
    }
  }
  const last = packed.at(-1);
  if (open && last && open.end - open.start < SMALL && open.end - last.start <= LARGEST) {
    packed[packed.length - 1] = { start: last.start, end: open.end };
  } else if (open) packed.push(open);
  return packed;
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
