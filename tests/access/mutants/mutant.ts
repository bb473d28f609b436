/** One fault, planted in an open transaction and rolled back after the cells have been tried. */
export interface Mutant {
  /** What was done to what: stable, so that a survivor can be recorded by it. */
  name: string;
  sql: string;
  /** The tables and functions that could show it: cells that name one of them are tried. */
  near: string[];
}
