import type { Cell, Column, LegacyTable, Row } from '../tables.ts';

/** A row that is not to come over, as a report must name it. */
export interface BadRow {
  table: LegacyTable;
  /** A role's is text. */
  id: number | string;
  /** One of the import's reasons, or the name of the CHECK that refuses it. */
  reason: string;
  /** Of the earlier app's table; null where several are wrong only together. */
  column: string | null;
}

/** Ids of rows to be referred to. The first four are held back themselves. */
export interface Known {
  gym: number;
  user: number;
  /** Held back because their gym is. */
  userOfGym: number;
  class: number;
  /** A good user who belongs to no gym, and a good class that is no more. */
  gymless: number;
  deletedClass: number;
}

export interface Scene<T extends LegacyTable> {
  /** The nearest good row with a lower id that `after` takes. */
  elder: Row<T>;
  known: Known;
}

/** One thing that is wrong with a row; all the rest of it is right. */
export interface Flaw<T extends LegacyTable> {
  column: Column<T> | null;
  reason: string;
  cells(scene: Scene<T>): Partial<Row<T>>;
  /** Which good rows it can follow upon; without it any. */
  after?: (row: Row<T>) => boolean;
}

/** How the flaws of one table are written. */
export const flawsOf = <T extends LegacyTable>() => ({
  /** A cell with a value that cannot be. */
  wrong: (column: Column<T>, reason: string, value: Cell): Flaw<T> => ({
    column,
    reason,
    cells: () => ({ [column]: value }) as Partial<Row<T>>,
  }),
  /** A cell that is wrong beside other rows. */
  beside: (
    column: Column<T>,
    reason: string,
    cells: Flaw<T>['cells'],
    after?: Flaw<T>['after'],
  ): Flaw<T> => ({ column, reason, cells, ...after && { after } }),
  /** Cells that are wrong together. */
  whole: (reason: string, cells: Flaw<T>['cells']): Flaw<T> => ({ column: null, reason, cells }),
});

/** An id that no row of the database ever had. */
export const NOBODY = 2_000_000_000;

/** Bytes that are no UTF-8: Latin-1, half a letter, a surrogate, a form that is too long. */
export const NOT_UTF8 = {
  latin1: Buffer.from('Jo\xe3o', 'latin1'),
  cutOff: Buffer.from([0x63, 0x61, 0x66, 0xc3]),
  surrogate: Buffer.from([0x61, 0xed, 0xa0, 0x80]),
  overlong: Buffer.from([0xc0, 0xaf]),
};
