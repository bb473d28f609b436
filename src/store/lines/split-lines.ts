/** The longest line that is read, in bytes; what we ask Shopify for is a few hundred. */
export const MAX_LINE_BYTES = 512 * 1024;
/** What is kept of a line that cannot be read, in characters. */
export const KEPT_OF_LINE = 200;

/** A line that is no text of a bounded length, with the beginning of it. */
export interface UnreadableLine {
  reason: string;
  beginning: string;
}

export type Line = string | UnreadableLine;

/** Where reading goes on: what lies before is done with, and never needed again. */
export interface Place {
  /** Bytes from the beginning of the file. */
  bytes: number;
  /** Whether these bytes end within a line that was too long, whose rest is to be passed over. */
  skipping: boolean;
}

const NEWLINE = 0x0a;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Cuts a stream of bytes into lines, however it comes in pieces, and holds no more than one line of it
 * beside the piece. Text is decoded in one go where all of it is text.
 */
export class LineSplitter {
  #bytes: number;
  #skipping: boolean;
  /** The beginning of a line whose end has not come yet. */
  #pieces: Uint8Array[] = [];
  #held = 0;

  constructor({ bytes, skipping }: Place = { bytes: 0, skipping: false }) {
    this.#bytes = bytes;
    this.#skipping = skipping;
  }

  /** How far whole lines have come: a splitter made of it reads on as this one would. */
  get place(): Place {
    return { bytes: this.#bytes, skipping: this.#skipping };
  }

  /** Takes the next piece, and answers the lines that it ends. */
  push(piece: Uint8Array): Line[] {
    let rest = piece;
    if (this.#skipping) {
      const end = rest.indexOf(NEWLINE);
      this.#bytes += end < 0 ? rest.length : end + 1;
      if (end < 0) return [];
      this.#skipping = false;
      rest = rest.subarray(end + 1);
    }
    const last = rest.lastIndexOf(NEWLINE);
    const lines = last < 0 ? [] : this.#split(this.#join(rest.subarray(0, last + 1)));
    const begun = rest.subarray(last + 1);
    if (begun.length > 0) {
      // A copy: whoever reads may use the piece again.
      this.#pieces.push(begun.slice());
      this.#held += begun.length;
    }
    if (this.#held > MAX_LINE_BYTES) {
      lines.push(tooLong(this.#join(new Uint8Array())));
      this.#skipping = true;
    }
    return lines;
  }

  /** Answers the last line, where no newline ends it. */
  end(): Line[] {
    return this.#held === 0 ? [] : this.#split(this.#join(new Uint8Array()));
  }

  /** Puts what was held before what came. */
  #join(come: Uint8Array): Uint8Array {
    this.#bytes += this.#held + come.length;
    if (this.#held === 0) return come;
    const whole = new Uint8Array(this.#held + come.length);
    let at = 0;
    for (const piece of [...this.#pieces, come]) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#held = 0;
    return whole;
  }

  #split(whole: Uint8Array): Line[] {
    const isFirst = this.#bytes === whole.length;
    const bytes = isFirst && startsWithMark(whole) ? whole.subarray(3) : whole;
    const ends = bytes.at(-1) === NEWLINE;
    const body = ends ? bytes.subarray(0, -1) : bytes;
    try {
      const lines = strict.decode(body).split('\n');
      // A letter has three bytes at most, a pair of surrogates four.
      if (lines.every(({ length }) => 3 * length <= MAX_LINE_BYTES)) return lines;
    } catch {
      // One of them is no text.
    }
    return oneByOne(body);
  }
}

function oneByOne(body: Uint8Array): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from <= body.length;) {
    const found = body.indexOf(NEWLINE, from);
    const to = found < 0 ? body.length : found;
    lines.push(textOf(body.subarray(from, to)));
    from = to + 1;
  }
  return lines;
}

const startsWithMark = (bytes: Uint8Array) =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function textOf(bytes: Uint8Array): Line {
  if (bytes.length > MAX_LINE_BYTES) return tooLong(bytes);
  try {
    return strict.decode(bytes);
  } catch {
    return { reason: 'is not UTF-8', beginning: beginningOf(bytes) };
  }
}

const tooLong = (bytes: Uint8Array): UnreadableLine => ({
  reason: `is longer than ${MAX_LINE_BYTES} bytes`,
  beginning: beginningOf(bytes),
});

const beginningOf = (bytes: Uint8Array) =>
  keptOf(lenient.decode(bytes.subarray(0, 4 * KEPT_OF_LINE)));

/** What is kept of a line: what Postgres can store, and not too much of it. */
export const keptOf = (line: string): string =>
  [...line.slice(0, 2 * KEPT_OF_LINE)].slice(0, KEPT_OF_LINE).join('')
    .replaceAll('\0', '\ufffd');
