import type { JobRow } from '../../../../src/jobs/attempt.ts';
import { describeFault } from '../problems/fault.ts';
import { log } from './log.ts';

/** Logs a failed attempt at a job. */
export const logFailure = (
  { id, kind, attempts, max_attempts }: JobRow,
  error: unknown,
): void =>
  log('warn', 'job_failed', { job_id: id, kind, attempts, max_attempts, ...describeFault(error) });
