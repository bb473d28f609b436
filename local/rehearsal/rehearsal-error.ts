/** A rehearsal that cannot begin; the message says why. */
export class RehearsalError extends Error {}
