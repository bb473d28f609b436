/** One fault, planted in an open transaction and rolled back after the cells have been tried. */
export interface Mutant {
  /** What was done to what: stable, so that a survivor can be recorded by it. */
  name: string;
  sql: string;
  /** The tables and functions it is about: cells that name one of them are tried first. */
  near: string[];
  /** Whether only those cells are tried: all mutants but those of functions that policies share. */
  contained: boolean;
}
