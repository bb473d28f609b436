import type { Citation } from '../../db/schema/agent/requests/agent-requests.ts';
import type { Fact } from '../tools/fact.ts';
import { locateQuote } from './locate-quote.ts';
import type { Passage } from './passage.ts';

/** What an answer may rest on: what was found in documents, and rows that a tool looked up. */
export type Source = Passage | Fact;

export type AnswerPart =
  | { event: 'delta'; data: { text: string } }
  | { event: 'citation'; data: Citation & { number: number } };

/** Longer than any quote worth giving; what runs on beyond it is not a marker. */
const MAX_MARKER = 2_000;
const MARKER = /^\[([^\]\[\s:"“]{1,40})(?::\s*["“]([^]*?)["”])?\s*\]/u;
const UNFINISHED = /^\[([^\]\[\s:"“]{0,40}|[^\]\[\s:"“]{1,40}:\s*(["“][^]*)?)$/u;

/**
 * Reads a model's answer as it streams and lets only checked citations through. The model marks
 * them `[n: "quote"]`, n being the passage's number. A quote that the passage holds becomes a
 * citation and the marker `[k]`, k counting citations; every other marker is taken out, so no
 * reader takes an unchecked one for proof. A bare `[n]` repeats what was cited of that passage; of a
 * row, which is one line, it cites the line.
 */
export class CitationReader {
  readonly citations: Citation[] = [];
  #pending = '';
  readonly #numberOf = new Map<Source, number>();

  /** @param sources may grow while it reads */
  constructor(private readonly sources: readonly Source[]) {}

  /** Takes in more of the answer and gives back what can be sent. */
  read(text: string): AnswerPart[] {
    this.#pending += text;
    return this.#drain(false);
  }

  /** Whatever was held back, once the answer is over. */
  end(): AnswerPart[] {
    return this.#drain(true);
  }

  #drain(over: boolean): AnswerPart[] {
    const parts: AnswerPart[] = [];
    let out = '';
    const flush = () => {
      if (out) parts.push({ event: 'delta', data: { text: out } });
      out = '';
    };
    while (this.#pending) {
      const start = this.#pending.indexOf('[');
      if (start !== 0) {
        const plain = start < 0 ? this.#pending : this.#pending.slice(0, start);
        out += plain;
        this.#pending = this.#pending.slice(plain.length);
        continue;
      }
      const marker = MARKER.exec(this.#pending);
      if (marker) {
        this.#pending = this.#pending.slice(marker[0].length);
        const known = this.citations.length;
        out += this.#resolve(marker[1]!, marker[2]);
        if (this.citations.length > known) {
          flush();
          const number = this.citations.length;
          parts.push({ event: 'citation', data: { number, ...this.citations.at(-1)! } });
        }
        continue;
      }
      if (!over && this.#pending.length < MAX_MARKER && UNFINISHED.test(this.#pending)) break;
      out += '[';
      this.#pending = this.#pending.slice(1);
    }
    flush();
    return parts;
  }

  /** What stands in the answer instead of a marker. */
  #resolve(label: string, quote: string | undefined): string {
    const source = /^\d{1,3}$/.test(label) ? this.sources[Number(label) - 1] : undefined;
    if (quote === undefined) {
      // `[note]` is prose; a number can only be meant as a citation.
      if (!/^\d+$/.test(label)) return `[${label}]`;
      const last = source && this.#numberOf.get(source);
      if (last) return `[${last}]`;
      return source && 'row_id' in source ? this.#cite(source, rowCitation(source)) : '';
    }
    const found = source && locateQuote(source.content, quote);
    if (!source || !found) return '';
    const [start, end] = found;
    return this.#cite(
      source,
      'row_id' in source ? rowCitation(source) : passageCitation(source, start, end),
    );
  }

  /** The mark of a citation, which is made the first time. */
  #cite(source: Source, citation: Citation): string {
    const key = JSON.stringify(citation);
    const same = this.citations.findIndex((other) => JSON.stringify(other) === key);
    if (same >= 0) return `[${same + 1}]`;
    this.citations.push(citation);
    this.#numberOf.set(source, this.citations.length);
    return `[${this.citations.length}]`;
  }
}

/** A row is cited as the line that it was told as. */
export const rowCitation = ({ table, row_id, title, content }: Fact): Citation => ({
  table,
  row_id,
  title,
  quote: content,
});

const passageCitation = (
  { chunk_id, document_id, title, heading, content, start_offset }: Passage,
  start: number,
  end: number,
): Citation => ({
  chunk_id,
  document_id,
  title,
  heading,
  quote: content.slice(start, end),
  start_offset: start_offset + start,
  end_offset: start_offset + end,
});
