import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { stories } from './model/commands.ts';
import { startShop } from './model/shop.ts';

/** `npm run prove -- messages` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 20);

/** By which stories faults that are planted are looked for: always the same ones. */
const SEED = 20_261_122;

const under = useDoor();

/** Plays stories, and tells the one that fails; undefined where none does. */
async function failing(numRuns: number, seed?: number): Promise<Error | undefined> {
  const { failed, errorInstance, counterexample } = await fc.check(
    fc.asyncProperty(stories(60), async (commands) => {
      const { model, real } = await startShop(under);
      await fc.asyncModelRun(() => ({ model, real }), commands);
    }),
    { numRuns, endOnFailure: true, ...seed !== undefined && { seed } },
  );
  if (failed) return new Error(`After ${counterexample}`, { cause: errorInstance });
}

describe(`messages in ${ROUNDS} stories`, () => {
  it('are in the states that a plain model says, and nobody gets what they must not', async () => {
    const failure = await failing(ROUNDS);
    if (failure) throw failure;
  }, 60_000 + 3_000 * ROUNDS);
});

describe('a fault that is planted', () => {
  it.each([
    ['the cap lets one more through', 'message_verdicts', 'offset most - 1', 'offset most'],
    [
      'what is handed over is not counted',
      'claim_messages',
      "where j.outcome = 'to_send'\n    on conflict",
      'where false\n    on conflict',
    ],
    [
      'consent is not asked when it is claimed',
      'claim_messages',
      'v.outcome, v.reason, v.scheduled_for',
      "case v.reason when 'no_consent' then 'to_send' else v.outcome end as outcome," +
      " nullif(v.reason, 'no_consent') as reason, v.scheduled_for",
    ],
    [
      'whose outcome is unknown is sent again',
      'give_up_messages',
      "set status = 'failed', reason = 'outcome_unknown'",
      "set status = 'scheduled', reason = null",
    ],
  ])('is found: %s', async (_, name, right, wrong) => {
    const [found] = await under.admin<{ source: string }[]>`
      select pg_get_functiondef(oid) as source from pg_proc where proname = ${name}`;
    const { source } = found!;
    expect(source).toContain(right);
    await under.admin.unsafe(source.replace(right, wrong));
    try {
      expect(await failing(300, SEED)).toBeDefined();
    } finally {
      await under.admin.unsafe(source);
    }
  }, 120_000);
});
