/** Mutants that no cell can kill, and why that is no hole. */
export interface Equivalent {
  mutants: RegExp;
  because: string;
  /** Whether it is noticed hangs on the plan that Postgres makes: it may be killed as well. */
  byPlan?: true;
}
