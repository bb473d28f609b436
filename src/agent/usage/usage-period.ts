/** Tells when the metering period of an instant ends: the next month begins, in UTC. */
export const nextPeriod = (instant: Date): Date =>
  new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + 1));
