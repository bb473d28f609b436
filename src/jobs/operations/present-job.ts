import type { Job } from './contract.ts';
import type { JobRow } from '../attempt.ts';

/** Shows a row as the API does. */
export const presentJob = ({ progress_done, progress_total, ...job }: JobRow): Job => ({
  ...job,
  progress: { done: progress_done, total: progress_total },
});
