/**
 * A list that grows while it is read: whoever writes never waits for the reader. What is in it
 * stays until both let go of it, so only what is bounded may be written.
 */
export class Feed<T> implements AsyncIterable<T> {
  readonly #items: T[] = [];
  #closed = false;
  #wake: () => void = () => {};

  push(...items: T[]): void {
    this.#items.push(...items);
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (let next = 0;;) {
      if (next < this.#items.length) yield this.#items[next++]!;
      else if (this.#closed) return;
      else await new Promise<void>((wake) => this.#wake = wake);
    }
  }
}
