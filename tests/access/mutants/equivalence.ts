/** Mutants that no cell can kill, and why that is no hole. */
export interface Equivalent {
  mutants: RegExp;
  because: string;
}
