import type { LegacyTable } from '../../db/schema/legacy/legacy-tables.ts';
import type { RefusalReason } from '../refusal-reasons.ts';
import type { Field } from './field.ts';

/** What rows are found by here. */
export type Target =
  | 'versions'
  | 'app_stores'
  | 'gyms'
  | 'users'
  | 'classes'
  | 'assets'
  | 'attachments'
  | 'graduations'
  | 'check_ins'
  | 'notifications';

/** A field that names a row of another old table; it is joined as `r_<field>`. */
export interface Reference {
  field: string;
  table: LegacyTable;
  target: Target;
  /** Names a missing value instead, where the field is what follows from another. */
  column?: string;
}

/** Rows of a table here that an old row is written to, with what stands in its columns. */
export interface Values {
  into: string;
  /** SQL over `j`, by column. */
  columns: Readonly<Record<string, string>>;
  /** The old column that a column is about, where a CHECK refuses it. */
  from: Readonly<Record<string, string>>;
  /** Of which rows; all without it. */
  when?: string;
}

/** Something wrong with a row beside others, found when its own words were read. */
export interface Clash {
  /** SQL over `j`, true where it is so; rows of the page that are good so far are `good`. */
  when: string;
  reason: RefusalReason;
  column: string;
}

/**
 * How an old table comes over. Statements of `write` read the page from `pg_temp.page`, where `action` says
 * what becomes of a row: `insert`, `join` (it is here already, made by somebody), `update`.
 */
export interface Mapping {
  table: LegacyTable;
  target: Target;
  /** Rows of a transaction. */
  page: number;
  /** Bytes of a row that is looked at; a page of them must fit into memory. */
  longest?: number;
  fields: Readonly<Record<string, Field>>;
  /** What the source is asked besides: SQL over the old row `t`, by the name that a field takes it by. */
  asked?: Readonly<Record<string, string>>;
  /** Of what is asked, what makes another row of it when it changes, as its own columns do. */
  hashed?: readonly string[];
  /** Old columns that are read by what is asked alone. */
  lists?: readonly string[];
  references?: readonly Reference[];
  /** SQL over `p` and the references: the id of a row here that is the same, though it was not imported. */
  match?: string;
  /** Reckoned over the rows of a page before they are set against others: SQL over `j`, by name. */
  beside?: Readonly<Record<string, string>>;
  clashes?: readonly Clash[];
  /** Reckoned over those that are good so far, which `j.fault` says. */
  numbered?: Readonly<Record<string, string>>;
  /** A query of the source for ids of rows that say the same as an elder one, where none is written. */
  doubles?: string;
  values: readonly Values[];
  /** SQL over `t`, `p` and the references: a row here that stays as it is, whatever becomes of the old one. */
  settled?: string;
  /** SQL over `t`, a row of the target: another version is another row. */
  version?: string;
  write: readonly string[];
  /** What becomes of rows that are gone there; without it they stay, and are named. Reads `gone`. */
  writeGone?: readonly string[];
}
