import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { equivalent } from './mutants/equivalent/equivalent.ts';
import type { Mutant } from './mutants/mutant.ts';
import { type Judges, openJudges } from './proof/judges.ts';
import { leaveResults } from './proof/leave-results.ts';
import { nothingWrong, reportOf } from './proof/report.ts';
import { MOST_OF_EQUIVALENT, partOfToday } from './proof/share.ts';

/** Whoever changes what decides access tries all of them: `npm run prove -- access`. */
const ONE_OF = 8;

let judges: Judges;
beforeAll(async () => {
  judges = await openJudges();
}, 180_000);
afterAll(() => judges?.close());

describe('mutants of policies, grants, functions and triggers', () => {
  // Beside it, `matrix.sql.test.ts` says so too.
  it.runIf(process.env.PROOF_ROUNDS)('start from a world in which every cell holds', async () => {
    expect(await judges.first.firstWrong()).toBeUndefined();
  }, 300_000);

  it('are killed by the matrix, or recorded as equivalent', async () => {
    const isRecorded = ({ name }: Mutant) => equivalent.some(({ mutants }) => mutants.test(name));
    const tried = partOfToday(judges.mutants, ONE_OF);
    const verdicts = await judges.judgeAll(
      tried,
      (mutant) => isRecorded(mutant) ? MOST_OF_EQUIVALENT : undefined,
    );
    await leaveResults('mutants', judges.owner, verdicts, equivalent);
    expect(verdicts.size).toBe(tried.length);
    expect(reportOf(verdicts, equivalent, judges.mutants)).toEqual(nothingWrong);
  }, 7_200_000);
});
