import { setTimeout as sleep } from 'node:timers/promises';

/** Errors of Postgres, of the driver and of the system that another attempt may not meet. */
const TRANSIENT = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'NO_ANSWER',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Class 08, connection_exception; PgBouncer reports a lost backend as 08P01. */
const isConnectionException = (code: string) => code.startsWith('08');

/** Whether the error, or one of its causes, is of a kind that may not come again. */
export function isTransient(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (TRANSIENT.has(code) || isConnectionException(code)) return true;
  }
  return false;
}

export interface RetryOptions {
  /** Calls at most, the first included (3). */
  attempts?: number;
  /** The longest first pause, in milliseconds; it doubles with every attempt (50). */
  baseMs?: number;
  /** No pause is longer (1,000). */
  capMs?: number;
  /** Which errors are worth another attempt (`isTransient`). */
  when?: (error: unknown) => boolean;
}

/**
 * Calls `fn` again after a transient error, with exponential backoff and full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). Only for what is
 * safe to repeat: a connection lost during a commit does not say whether the commit happened.
 * Throws the last error.
 */
export async function retryTransient<T>(
  fn: () => Promise<T>,
  { attempts = 3, baseMs = 50, capMs = 1_000, when = isTransient }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await fn();
    } catch (error) {
      if (attempt >= attempts || !when(error)) throw error;
      await sleep(Math.random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
    }
  }
}
