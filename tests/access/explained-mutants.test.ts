import process from 'node:process';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeys } from './explained/cells.ts';
import { probeExplainer } from './explained/probes.ts';
import { shareOf } from './proof/share.ts';
import type { Mutant } from './mutants/mutants.ts';
import { nameOfCell } from './proof/cells.ts';
import type { Onlooker } from './proof/judge.ts';
import { type Judges, openJudges } from './proof/judges.ts';

/**
 * Of the cells that are tried on a mutant every one that comes out otherwise is explained, and so many
 * that do not: of one that lives every witness is tried, which are thousands.
 */
const UNCHANGED = Number(process.env.PROOF_ROUNDS ?? 12);

let judges: Judges;
const seen = { explained: 0, changed: 0 };
const wrong: string[] = [];

beforeAll(async () => {
  judges = await openJudges(explaining);
}, 180_000);
afterAll(() => judges?.close());

/** Explains the cells of each mutant as they are tried, while it is planted. */
async function explaining(admin: postgres.Sql, owner: postgres.Sql): Promise<Onlooker> {
  const probes = probeExplainer(admin, await readKeys(owner));
  // Through an index Postgres may ask several policies at once, and whether it takes one hangs on what
  // earlier cells left behind. Without, what is tried and what is explained are planned alike.
  await admin`
    select set_config('enable_indexscan', 'off', false), set_config('enable_bitmapscan', 'off', false)`;
  let last: Mutant | undefined;
  let left = 0;
  return async (mutant, tried, outcomes) => {
    if (mutant !== last) {
      probes.forget();
      [last, left] = [mutant, UNCHANGED];
    }
    for (const [place, cell] of tried.entries()) {
      const outcome = outcomes[place] as string;
      const changed = outcome !== cell.expected;
      if (left === 0 && !changed) continue;
      const fault = await probes.faultOf(cell, outcome);
      if (fault === null) continue;
      seen.explained++;
      if (changed) seen.changed++;
      else left--;
      if (fault) wrong.push(`${mutant.name}: ${nameOfCell(cell)}: ${fault}`);
    }
  };
}

describe('an explanation under a mutant', () => {
  it('changes where what Postgres does changes, and nowhere else', async () => {
    const { size: asked } = await judges.judgeAll(shareOf(judges.mutants, 127));
    console.log(
      `explained under mutants: ${asked} of ${judges.mutants.length}, ${seen.explained} cells, of which ` +
        `${seen.changed} changed; ${wrong.length} disagree`,
    );
    expect(wrong).toEqual([]);
    expect(seen.changed).toBeGreaterThan(0);
  }, 3_600_000);
});
