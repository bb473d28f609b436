/** A migration that cannot be computed; the message says why and what to do. */
export class GenerateError extends Error {}
