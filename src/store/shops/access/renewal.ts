const HOUR = 3_600_000;
/** A token of a day is renewed while a quarter of it is left. */
const BEFORE_END_MS = 6 * HOUR;
/** One that stays is tried once a day. */
const TRIED_MS = 24 * HOUR;
const LEAST_MS = 60_000;

/** When a job is to renew a token, or to try one that stays. */
export const renewAt = (expires_at: Date | null, now = Date.now()): Date =>
  new Date(
    expires_at ? Math.max(now + LEAST_MS, expires_at.getTime() - BEFORE_END_MS) : now + TRIED_MS,
  );
