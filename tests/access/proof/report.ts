import type { Equivalent } from '../mutants/equivalent/equivalent.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Verdict } from './judge.ts';

/** What is wrong with the verdicts, if anything: every list should be empty. */
export interface Report {
  /** Not even a fault: the SQL did not run. */
  stillborn: string[];
  survived: string[];
  /** Recorded as equivalent, but killed. */
  killedAfterAll: string[];
  /** Recorded as equivalent, but nothing there is like it, or all of that was killed. */
  stale: RegExp[];
}

export const nothingWrong: Report = { stillborn: [], survived: [], killedAfterAll: [], stale: [] };

/**
 * Compares the verdicts with what is recorded, and prints how many there are of each kind.
 *
 * @param all what there is, also where only a part of it was tried
 */
export function reportOf(
  verdicts: Map<string, Verdict>,
  equivalent: Equivalent[],
  all: readonly Mutant[],
): Report {
  const having = (fate: Verdict['fate']) =>
    [...verdicts.keys()].filter((name) => verdicts.get(name)?.fate === fate);
  const isIn = (list: Equivalent[], name: string) => list.some(({ mutants }) => mutants.test(name));
  const isRecorded = (name: string) => isIn(equivalent, name);
  const always = equivalent.filter(({ byPlan }) => !byPlan);
  const killed = having('killed');
  const survivors = having('survived');
  const excused = survivors.filter(isRecorded);
  console.log(
    `mutants: ${verdicts.size} of ${all.length}, ${killed.length} killed, ${excused.length} equivalent`,
  );
  return {
    stillborn: having('stillborn'),
    survived: survivors.filter((name) => !isRecorded(name)),
    killedAfterAll: killed.filter((name) => isIn(always, name))
      .map((name) => `${name}, by ${verdicts.get(name)?.by}`),
    stale: always.map(({ mutants }) => mutants)
      .filter((mutants) =>
        !all.some(({ name }) => mutants.test(name) && verdicts.get(name)?.fate !== 'killed')
      ),
  };
}
