import process from 'node:process';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { stories } from './model/commands.ts';
import { startShop } from './model/shop.ts';

/** `npm run prove -- messages` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 20);

const under = useDoor();
const play = (numRuns: number) =>
  fc.check(
    fc.asyncProperty(stories(60), async (commands) => {
      const { model, real } = await startShop(under);
      await fc.asyncModelRun(() => ({ model, real }), commands);
    }),
    { numRuns, endOnFailure: true, interruptAfterTimeLimit: 25_000 + 1_000 * ROUNDS },
  );

describe(`messages in ${ROUNDS} stories`, () => {
  it('are in the states that a plain model says, and nobody gets what they must not', async () => {
    const { failed, errorInstance, counterexample } = await play(ROUNDS);
    if (failed) throw new Error(`After ${counterexample}`, { cause: errorInstance });
  }, 60_000 + 2_000 * ROUNDS);
});
