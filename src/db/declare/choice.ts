import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { check, type CheckBuilder, text } from 'drizzle-orm/pg-core';
import { z } from 'zod';

/** The type of a value of a list: `ValueOf<typeof platforms>`. */
export type ValueOf<C extends { values: readonly string[] }> = C['values'][number];

// Written out, because a CHECK and an index take no bound parameters.
const inList = (column: AnyColumn | SQL, values: readonly string[]): SQL =>
  sql`${column} in (${
    sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '))
  })`;

/**
 * Declares a list of values once: the typed column, its CHECK, the zod enum and conditions in SQL
 * all come from here. Text, not a Postgres enum: its equality is not leakproof, and an index behind
 * it is lost under row security.
 */
export const choices = <const T extends readonly [string, ...string[]]>(...values: T) => ({
  values,
  schema: z.enum(values),
  column: () => text({ enum: values }),
  /** The CHECK that a column holds one of the values; null passes it. */
  check: (name: string, column: AnyColumn): CheckBuilder => check(name, inList(column, values)),
  /** The condition that a column holds one of these. */
  among: (column: AnyColumn | SQL, some: readonly T[number][]): SQL => inList(column, some),
});
