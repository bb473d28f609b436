import type { Mutant } from '../../../tests/access/mutants/mutant.ts';
import type { Result, Results } from '../../../tests/access/proof/results.ts';

/** A mutant of what is in the database now, and what came of it when it was last tried. */
export interface Tried {
  mutant: Mutant;
  result: Result | { fate: 'not run'; because: string };
}

/** How many of some mutants came to what. */
export interface Score {
  of: number;
  killed: number;
  equivalent: number;
  survived: number;
  notRun: number;
}

/**
 * Finds what came of each mutant. A result counts for the policy that it was tried on: when that was
 * another one, the mutant has not been run.
 *
 * @param policies those of the database now, by `schema.table.policy`
 */
export function triedOf(
  mutants: readonly Mutant[],
  runs: readonly Results[],
  policies: Record<string, string>,
): Tried[] {
  return mutants.map((mutant) => {
    const run = runs.find(({ mutants }) => Object.hasOwn(mutants, mutant.name));
    if (!run) return notRun(mutant, 'No run has tried it.');
    const { of } = mutant;
    const key = 'policy' in of ? `${of.table}.${of.policy}` : undefined;
    if (key && run.policies[key] !== policies[key]) {
      return notRun(mutant, 'The policy was another one when it was tried.');
    }
    return { mutant, result: run.mutants[mutant.name] as Result };
  });
}

const notRun = (mutant: Mutant, because: string): Tried => ({
  mutant,
  result: { fate: 'not run', because },
});

export function scoreOf(tried: readonly Tried[]): Score {
  const having = (...fates: Tried['result']['fate'][]) =>
    tried.filter(({ result }) => fates.includes(result.fate)).length;
  return {
    of: tried.length,
    killed: having('killed'),
    equivalent: having('equivalent'),
    survived: having('survived', 'stillborn'),
    notRun: having('not run'),
  };
}

/** Those of a table's own: rights, row security, triggers; or of one of its policies. */
export const ofTable = (tried: readonly Tried[], table: string, policy?: string): Tried[] =>
  tried.filter(({ mutant: { of } }) => 'table' in of && of.table === table && of.policy === policy);
