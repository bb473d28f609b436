/** One fault, planted in an open transaction and rolled back after the cells have been tried. */
export interface Mutant {
  /** What was done to what: stable, so that a survivor can be recorded by it. */
  name: string;
  sql: string;
  /** Tables and functions by which the cells that name them are likely to notice: tried first. */
  near: string[];
  /** Whether no other cell can notice, as row security and grants of a table touch no other. */
  contained: boolean;
}
