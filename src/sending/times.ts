/** How long what takes, in milliseconds. */
export interface SendingTimes {
  /** What a call may take at most, with what is written after it. */
  callMs: number;
  /** After so long without news of a claim, nobody knows what became of it. */
  claimMs: number;
  /** How long one notification is worked on before others have their turn. */
  sliceMs: number;
  /** How long a service that took nothing is left alone, if it does not say so itself. */
  pauseMs: number;
  /** When receipts are asked for, and asked for again. */
  receiptsAfterMs: number;
}

/** What holds unless a test is in a hurry. Expo has most receipts after fifteen minutes. */
export const SENDING_TIMES: SendingTimes = {
  callMs: 22_000,
  claimMs: 90_000,
  sliceMs: 2_000,
  pauseMs: 5_000,
  receiptsAfterMs: 15 * 60_000,
};
