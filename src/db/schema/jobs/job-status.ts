/** Where a job can be, in the order of its life. */
export const jobStatuses = ['queued', 'running', 'succeeded', 'dead', 'cancelled'] as const;

type JobStatus = (typeof jobStatuses)[number];

/** From where a job may go where. One that ended without success may start anew: a replay. */
export const jobTransitions: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  queued: ['running', 'cancelled'],
  running: ['queued', 'succeeded', 'dead', 'cancelled'],
  succeeded: [],
  dead: ['queued'],
  cancelled: ['queued'],
};

/** Nobody works on a job in one of these, nor will. */
export const endedJobStatuses: readonly JobStatus[] = ['succeeded', 'dead', 'cancelled'];

/** The statuses out of `among` from which a job may become `to`. */
export const mayBecome = (to: JobStatus, among: readonly JobStatus[] = jobStatuses): JobStatus[] =>
  among.filter((from) => jobTransitions[from].includes(to));
