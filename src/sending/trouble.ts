import type { Outcome } from '../sending.ts';

/** What a service has that took nothing, or of which nobody knows: it is left alone for a while. */
export interface Trouble {
  reason: string;
  retryAfterMs?: number | undefined;
}

/** What outcomes of one call tell of the service; undefined where it is well. */
export const troubleOf = (outcomes: readonly Outcome[]): Trouble | undefined => {
  const unsent = outcomes.find((outcome) => outcome.is === 'unsent');
  return unsent ??
    (outcomes.some(({ is }) => is === 'unknown') ? { reason: 'outcome_unknown' } : undefined);
};

/** How many messages a service said something of that was about them. */
export const cameOf = (outcomes: readonly Outcome[]): number =>
  outcomes.filter(({ is }) => is !== 'unsent' && is !== 'unknown').length;

/** Thrown where a service took nothing at all: the queue tries again, and at last gives up. */
export class NothingSent extends Error {
  override readonly name = 'NothingSent';
}
