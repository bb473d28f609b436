import type { Job } from './contract.ts';
import type { Job as JobRow } from '../handler.ts';

/** A job as the API shows it. */
export const presentJob = ({ progress_done, progress_total, ...job }: JobRow): Job => ({
  ...job,
  progress: { done: progress_done, total: progress_total },
});
