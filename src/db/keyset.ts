import { asc, desc, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

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

export interface Keyset {
  /** Rows beyond `after`; undefined, hence no condition, on the first page. */
  where(after: Position | undefined): SQL | undefined;
  orderBy: SQL[];
  /** How many rows to fetch: one more than the page, to know whether there is a next. */
  fetch(limit: number): number;
  /** Cuts the fetched rows to a page. `key` reads a row's sort key, in the columns' order. */
  slice<T>(rows: T[], limit: number, key: (row: T) => SortValue[]): Slice<T>;
}

/**
 * Keyset pagination over columns that together are unique and not null, all in one direction, so
 * that a row comparison can walk one index: `(created_at, id) < ($1, $2)`.
 */
export function keyset(direction: 'asc' | 'desc', ...columns: PgColumn[]): Keyset {
  const order = direction === 'asc' ? asc : desc;
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  return {
    where: (after) => {
      if (!after) return undefined;
      const values = columns.map((column, i) => {
        const value = after[i]!;
        return sql.param(column.dataType === 'date' ? new Date(value) : value, column);
      });
      return sql`(${sql.join(columns, sql`, `)}) ${beyond} (${sql.join(values, sql`, `)})`;
    },
    orderBy: columns.map(order),
    fetch: (limit) => limit + 1,
    slice: (rows, limit, key) => {
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, next: last ? key(last).map(toJson) : null };
    },
  };
}

/** The commonest list: `(created_at desc, id desc)`. */
export const newestFirst = (createdAt: PgColumn, id: PgColumn): Keyset =>
  keyset('desc', createdAt, id);

const toJson = (value: SortValue) => value instanceof Date ? value.toISOString() : value;
