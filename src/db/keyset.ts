import { asc, desc, type SQL, sql } from 'drizzle-orm';
import { type ExtraConfigColumn, index, type PgColumn } from 'drizzle-orm/pg-core';

/** Where a page ended: the sort key of its last row, as JSON can carry it. */
export type Position = readonly (string | number)[];

/** What a list verb is asked for. `after` is absent on the first page. */
export interface PageRequest {
  limit: number;
  after: Position | undefined;
}

/** What a list verb answers; `next` is null when this was the last page. */
export interface Slice<T> {
  items: T[];
  next: Position | null;
}

type SortValue = Date | string | number;

/** What a list's query ends with. */
export interface Tail {
  /** Rows beyond the page before; undefined, hence no condition, on the first page. */
  where: SQL | undefined;
  orderBy: SQL[];
  /** One more than the page holds, to know whether there is a next. */
  limit: number;
}

export interface Keyset {
  /**
   * Runs a list's query for one page. `query` puts the tail at its end; its rows hold the columns of
   * the keyset under their names.
   */
  list<T extends object>(
    page: PageRequest,
    query: (tail: Tail) => PromiseLike<T[]>,
  ): Promise<Slice<T>>;
}

/**
 * Makes keyset pagination over columns that together are unique and not null, all in one direction,
 * so that a row comparison can walk one index: `(created_at, id) < ($1, $2)`.
 */
export function keyset(direction: 'asc' | 'desc', ...columns: PgColumn[]): Keyset {
  const order = direction === 'asc' ? asc : desc;
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');

  function where(after: Position | undefined): SQL | undefined {
    if (!after) return undefined;
    const values = columns.map((column, i) => {
      const value = after[i]!;
      return sql.param(column.dataType === 'date' ? new Date(value) : value, column);
    });
    return sql`(${sql.join(columns, sql`, `)}) ${beyond} (${sql.join(values, sql`, `)})`;
  }

  return {
    async list({ limit, after }, query) {
      const rows = await query({
        where: where(after),
        orderBy: columns.map(order),
        limit: limit + 1,
      });
      return slice(rows, limit, (row) => columns.map(({ name }) => keyOf(row, name)));
    },
  };
}

/** Cuts rows, of which there is one more if there is a next page, to a page of `limit`. */
export function slice<T>(rows: T[], limit: number, key: (row: T) => SortValue[]): Slice<T> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? key(last).map(toJson) : null };
}

type Listed = { created_at: PgColumn; id: PgColumn };

/** The commonest list: `(created_at desc, id desc)`. */
export const newestFirst = (table: Listed): Keyset => keyset('desc', table.created_at, table.id);

type Indexed = Record<'created_at' | 'id', ExtraConfigColumn>;

/** The index that it walks: of everything, or of what shares the values in the columns `by`. */
export function newestFirstIndex(name: string, t: Indexed, ...by: ExtraConfigColumn[]) {
  // As Postgres sorts `desc` without more words.
  const newest = [t.created_at.desc().nullsFirst(), t.id.desc().nullsFirst()];
  const [first, ...others] = [...by, ...newest];
  return index(name).on(first!, ...others);
}

const keyOf = (row: object, name: string) => (row as Record<string, SortValue>)[name]!;

const toJson = (value: SortValue) => value instanceof Date ? value.toISOString() : value;
