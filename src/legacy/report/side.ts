import { hash } from 'node:crypto';

/** What one side says of the rows of a table that both are to have. */
export interface Side {
  rows: number;
  /** Of every row, in words that both sides write alike; whatever their order. */
  checksum: string;
  sums: Record<string, string>;
  /** Of every reference: how many there are, and which row of the other table each leads to. */
  relations: Record<string, { count: number; checksum: string }>;
}

/** A row of the old database as the report reads it. */
export interface ReadRow {
  words: (string | null)[];
  sums?: Record<string, number>;
  /** Old ids that it leads to; several, where it is a list. */
  relations?: Record<string, number | null | readonly number[]>;
}

const BETWEEN = '\x1f';
const NOTHING = '\x1e';
/** Sixty bits, so that what is added up is exact. */
const DIGITS = 15;

const digest = (text: string) => BigInt(`0x${hash('md5', text).slice(0, DIGITS)}`);

/** Adds rows up, in any order. */
export class Tally {
  #rows = 0;
  #checksum = 0n;
  readonly #sums = new Map<string, bigint>();
  readonly #relations = new Map<string, { count: number; checksum: bigint }>();

  constructor(sums: readonly string[], relations: readonly string[]) {
    for (const name of sums) this.#sums.set(name, 0n);
    for (const name of relations) this.#relations.set(name, { count: 0, checksum: 0n });
  }

  add(id: number, { words, sums = {}, relations = {} }: ReadRow): void {
    this.#rows++;
    const text = [String(id), ...words.map((word) => word ?? NOTHING)].join(BETWEEN);
    this.#checksum += digest(text);
    for (const [name, value] of Object.entries(sums)) {
      this.#sums.set(name, this.#sums.get(name)! + BigInt(value));
    }
    for (const [name, led] of Object.entries(relations)) {
      const relation = this.#relations.get(name)!;
      for (const to of typeof led === 'number' ? [led] : led ?? []) {
        relation.count++;
        relation.checksum += digest(`${id}:${to}`);
      }
    }
  }

  get side(): Side {
    return {
      rows: this.#rows,
      checksum: String(this.#checksum),
      sums: Object.fromEntries([...this.#sums].map(([name, sum]) => [name, String(sum)])),
      relations: Object.fromEntries(
        [...this.#relations].map(([name, { count, checksum }]) => [
          name,
          { count, checksum: String(checksum) },
        ]),
      ),
    };
  }
}

/** The same of a row here, as SQL; `words` are text. */
export const checksumSql = (id: string, words: readonly string[]): string => {
  const nothing = `U&'\\001E'`;
  const text = [`${id}::text`, ...words.map((word) => `coalesce(${word}, ${nothing})`)];
  return sumOfDigests(`concat_ws(U&'\\001F', ${text.join(', ')})`);
};

const sumOfDigests = (text: string): string =>
  `coalesce(sum(('x0' || left(md5(${text}), ${DIGITS}))::bit(64)::bigint), 0)::text`;

/** The same of where a row leads to: SQL of an old id, or of a list of them. */
export function relationSql(id: string, to: string): { count: string; checksum: string } {
  const pair = (one: string) => `${id} || ':' || ${one}`;
  if (!to.startsWith('array')) {
    return { count: `count(${to})`, checksum: sumOfDigests(pair(to)) };
  }
  return {
    count: `coalesce(sum(cardinality(${to})), 0)`,
    checksum: `coalesce(sum((select ${sumOfDigests(pair('r'))}::numeric from unnest(${to}) r)), 0)`,
  };
}

/** Milliseconds since 1970, as text. */
export const momentSql = (column: string): string =>
  `((extract(epoch from ${column}) * 1000)::bigint)::text`;
