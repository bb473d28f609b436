import type { PgTable } from 'drizzle-orm/pg-core';

/** What stays of someone who erased their account, in words for them. */
export interface Kept {
  what: string;
  why: string;
}

/** What an erasure does with the rows that refer to a person. */
export type Erase<C extends string = string> =
  /** The rows go; the words say to the person what that was. */
  | { delete: string }
  /** The rows stay, without what is in these columns. */
  | { clear: readonly [C, ...C[]]; gone: string; ends?: C; kept?: Kept }
  /** The rows stay as they are, but that `ends` says when it was over. */
  | { keep: Kept; ends?: C };

export interface Claim<C extends string = string> {
  /** The key of the export that has the rows, or why the export does without. */
  export: string | { not: string };
  erase: Erase<C>;
}

type ColumnOf<T extends PgTable> = keyof T['_']['columns'] & string;

export interface PersonalData {
  readonly kind: 'personal';
  readonly table: PgTable;
  readonly claims: Readonly<Record<string, Claim>>;
}

/**
 * Declares, beside a table, what of it is about a person: for every column that says who, what the
 * export shows and what an erasure does. The doing is the feature's `private.erase_<feature>`; a
 * test compares the two, and another fails for a foreign key to `users` that nobody declared. The
 * triggers that keep the erasure whole against writes in flight follow from it (`personalTriggers`).
 */
export const personalData = <T extends PgTable>(
  table: T,
  claims: { readonly [C in ColumnOf<T>]?: Claim<ColumnOf<T>> },
): PersonalData => ({ kind: 'personal', table, claims: claims as Record<string, Claim> });
