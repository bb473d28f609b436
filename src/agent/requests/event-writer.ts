import type { CallerDatabase } from '../../db/client.ts';
import type { AnswerPart } from '../answers/citations.ts';
import { appendEvents, type LoggedEvent } from './event-log.ts';

/** Calls a statement that is safe to repeat, again after a passing fault. */
export type Attempt = <T>(statement: () => Promise<T>) => Promise<T>;

/** While nothing is written, how often the request is looked at. */
const LOOK_MS = 900;

/**
 * Logs an answer's parts in batches and shows them to whoever watches, in that order: nobody sees
 * what a resumed stream could not show again.
 */
export class EventWriter {
  #seq = 1;
  #parts: AnswerPart[] = [];
  #lookedAt = Date.now();
  #turn: Promise<boolean> = Promise.resolve(true);

  constructor(
    private readonly db: CallerDatabase,
    private readonly requestId: string,
    private readonly attempt: Attempt,
    private readonly show: (event: LoggedEvent) => void,
  ) {}

  /** The last event that was logged. */
  get seq(): number {
    return this.#seq;
  }

  add(parts: readonly AnswerPart[]): void {
    for (const part of parts) {
      const last = this.#parts.at(-1);
      if (part.event === 'delta' && last?.event === 'delta') {
        this.#parts[this.#parts.length - 1] = {
          event: 'delta',
          data: { text: last.data.text + part.data.text },
        };
      } else this.#parts.push(part);
    }
  }

  /** Logs what was added since. Answers whether the request is, as far as known, in progress. */
  flush(): Promise<boolean> {
    this.#turn = this.#turn.then(async (live) => {
      if (!live) return false;
      if (this.#parts.length === 0 && Date.now() - this.#lookedAt < LOOK_MS) return true;
      this.#lookedAt = Date.now();
      const events = this.#parts.map((part, i) => ({ seq: this.#seq + 1 + i, ...part }));
      this.#parts = [];
      if (!await this.attempt(() => appendEvents(this.db, this.requestId, events))) return false;
      this.#seq += events.length;
      for (const event of events) this.show(event);
      return true;
    });
    return this.#turn;
  }
}
