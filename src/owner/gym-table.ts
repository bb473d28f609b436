import { getTableColumns } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { type Keyset, keyset, newestFirst } from '../db/keyset.ts';

type Columns = Record<string, PgColumn>;

/** How a table's rows are put into an export: in an order that an index has, with these columns. */
export interface Exported {
  order: Keyset;
  columns: Columns;
}

/** What becomes of a gym's rows of a table: in an export, and when the gym is closed for good. */
export interface GymTable {
  table: PgTable;
  /** Which column says whose a row is: of a gym, or of one of its shops. */
  by: 'gym_id' | 'shop_id';
  export: Exported | { not: string };
  closing: 'erased' | { kept: string };
}

type Listed = PgTable & { id: PgColumn; created_at: PgColumn };

const allBut = (table: PgTable, secrets: readonly string[]): Columns =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).filter(([name]) => !secrets.includes(name)),
  );

/** All rows, the newest first, but for columns that open something or say nothing to the gym. */
export const rows = (table: Listed, ...secrets: string[]): Exported => ({
  order: newestFirst(table),
  columns: allBut(table, secrets),
});

/** All rows and columns, in the order of these. */
export const rowsBy = (table: PgTable, ...order: PgColumn[]): Exported => ({
  order: keyset('asc', ...order),
  columns: getTableColumns(table),
});

export const DERIVED = { not: 'it follows from other rows' };
