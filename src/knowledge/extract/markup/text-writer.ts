/**
 * Puts text together as Markdown would have it: lines and blocks with a blank line between them.
 * Every character is copied a bounded number of times, however long a line becomes.
 */
export class TextWriter {
  readonly #pieces: string[] = [];
  #line: string[] = [];
  /** White space that comes now adds nothing: the line is empty, or ends with a space. */
  #spaced = true;
  #visible = false;

  /** Whether the line so far shows anything. */
  get visible(): boolean {
    return this.#visible;
  }

  /** Adds running text, in which white space is one space. */
  write(text: string): void {
    const collapsed = text.replace(/\s+/g, ' ');
    const added = this.#spaced && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (added) this.mark(added);
  }

  /** Adds what the structure stands for, `# ` or ` | `, as it is. */
  mark(text: string): void {
    this.#line.push(text);
    this.#spaced = text.endsWith(' ');
    this.#visible ||= text !== ' ';
  }

  /** Adds text whose white space counts. */
  keep(text: string): void {
    this.#pieces.push(...this.#line, text);
    this.#clear();
  }

  endLine(): void {
    if (this.#visible) this.#pieces.push(this.#line.join('').trim(), '\n');
    this.#clear();
  }

  endBlock(): void {
    this.endLine();
    if (this.#pieces.length > 0 && this.#pieces.at(-1) !== '\n\n') this.#pieces.push('\n\n');
  }

  finish(): string {
    this.endLine();
    return this.#pieces.join('').replace(/\n{3,}/g, '\n\n').trim();
  }

  #clear(): void {
    this.#line = [];
    this.#spaced = true;
    this.#visible = false;
  }
}
