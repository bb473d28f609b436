const BASE_MS = 2_000;
const CAP_MS = 3_600_000;

/**
 * Milliseconds until the next attempt, after `attempts` have failed: exponential with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), at most an hour.
 */
export const backoffMs = (attempts: number, random: () => number = Math.random): number =>
  Math.round(random() * Math.min(CAP_MS, BASE_MS * 2 ** (attempts - 1)));
