const FRACTION = /\.([0-9]+)/;

/**
 * An instant to the microsecond, as Postgres holds it: two changes of one order may be of the same
 * millisecond, and only this tells which came first.
 */
export class Moment extends Date {
  readonly #text: string;

  /** @param text RFC 3339; digits below the microsecond are cut, so that it is never rounded up. */
  constructor(text: string) {
    super(text.replace(FRACTION, (_, digits: string) => `.${digits.slice(0, 3)}`));
    const [, digits = ''] = FRACTION.exec(text) ?? [];
    this.#text = `${super.toISOString().slice(0, -1)}${digits.slice(3, 6)}Z`;
  }

  override toISOString(): string {
    return this.#text;
  }
}
