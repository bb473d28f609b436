import type { LegacyTable } from '../../db/schema/legacy/legacy-tables.ts';
import type { ReadRow } from './side.ts';

/** What the report knows of the old database as a whole: of people and gyms, which are few. */
export interface Context {
  timezone: string;
  /** The gym that somebody manages and belongs to. */
  manages: ReadonlyMap<number, number>;
  /** The gym that somebody belongs to. */
  gymOf: ReadonlyMap<number, number>;
  /** Old ids by what a list may name somebody with: their id as text, or their account. */
  people: ReadonlyMap<string, number>;
  deleted: ReadonlySet<number>;
  /** Who has a device: the last row that names it. */
  deviceOf: ReadonlyMap<string, number>;
}

/**
 * How a table is read on both sides. `columns` are the old ones, as text, behind the id; `words`, `sums` and
 * `relations` of `here` are SQL over `from`, in which `t` is the row.
 */
export interface ReportTable {
  table: LegacyTable;
  columns: readonly string[];
  read(id: number, cells: readonly (string | null)[], context: Context): ReadRow;
  here: {
    from: string;
    /** SQL of the row's version, as the ledger keeps it. */
    version?: string;
    words: readonly string[];
    sums?: Readonly<Record<string, string>>;
    /** Each a number, or a list of them, of the rows that it leads to. */
    relations?: Readonly<Record<string, string>>;
  };
}
