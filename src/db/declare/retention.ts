import type { SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';

/** How long rows of a table are kept, and why no longer or no shorter. */
export interface RetentionRule {
  /** In words for the README. */
  what: string;
  days: number;
  /** The instant from which the days count; a row without one stays. */
  since: PgColumn;
  /** Only these rows. */
  only?: SQL;
  why: string;
}

export interface Retention {
  readonly kind: 'retention';
  readonly table: PgTable;
  readonly rules: readonly RetentionRule[];
}

/** Declares, beside a table, which of its rows go by themselves; `purge_expired` removes them. */
export const retention = (
  table: PgTable,
  ...rules: readonly [RetentionRule, ...RetentionRule[]]
): Retention => ({ kind: 'retention', table, rules });
