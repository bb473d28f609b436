import { getTableColumns, type InferSelectModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * A row of `table` that hand-written SQL returned (`select *`, a set-returning function), with its
 * values mapped as the query builder would have: dates become `Date`, and so on.
 */
export function decodeRow<T extends PgTable>(
  table: T,
  row: Record<string, unknown>,
): InferSelectModel<T> {
  const values = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const value = row[column.name];
    return [key, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(values) as InferSelectModel<T>;
}
