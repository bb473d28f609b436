import type { ApiRole } from '../world/actors.ts';

/** One fault, planted in an open transaction and rolled back after the cells have been tried. */
export interface Mutant {
  /** What was done to what: stable, so that a survivor can be recorded by it. */
  name: string;
  sql: string;
  /** The tables and functions that could show it: cells that name one of them are tried. */
  near: string[];
  /** Whose rights it changes, if only those of some roles: cells of other roles are not tried. */
  roles?: readonly ApiRole[];
  of: Part;
}

/** What was broken: a table with its rights and triggers, one of its policies, or a function. */
export type Part = TablePart | { function: string };

export interface TablePart {
  table: string;
  policy?: string;
  /** The clause of the policy that was rewritten. */
  clause?: 'using' | 'with check';
  /** The arm of the clause that was left out. */
  arm?: string;
}
