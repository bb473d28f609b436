import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { z } from 'zod';

type Columns<T extends PgTable> = T['_']['columns'];

/** The columns of `table` that `contract` answers with, for a `select`: what is not asked for is not read. */
export function columnsOf<T extends PgTable, C extends z.ZodObject>(
  contract: C,
  table: T,
): Pick<Columns<T>, keyof C['shape'] & keyof Columns<T>> {
  const wanted = Object.entries(getTableColumns(table)).filter(([name]) => name in contract.shape);
  return Object.fromEntries(wanted) as Pick<Columns<T>, keyof C['shape'] & keyof Columns<T>>;
}
