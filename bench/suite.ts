import type { Line } from './line.ts';
import type { Resources } from './resources.ts';

/** What a suite is given to work with. */
export interface Bench {
  resources: Resources;
  /** For a caller who waits: how far the part that is running has come. */
  progress: (done: number, of: number) => void;
}

/** Figures that are measured together, because they are set against each other. */
export interface Suite {
  /** For the progress line. */
  title: string;
  /** The names of all lines it answers: what a filter is matched with. */
  lines: readonly string[];
  run(bench: Bench): Promise<Line[]>;
}
