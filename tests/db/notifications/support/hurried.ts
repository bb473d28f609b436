import type { SendingTimes } from '../../../../src/sending/times.ts';

/** What a test waits for, in a hurry; a claim still outlives every call that is not hung up on. */
export const HURRIED: SendingTimes = {
  callMs: 1_000,
  claimMs: 5_000,
  sliceMs: 300,
  pauseMs: 100,
  receiptsAfterMs: 0,
};
