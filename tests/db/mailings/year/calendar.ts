import { Temporal } from 'temporal-polyfill';
import { ZONES } from './world.ts';

/** When clocks change within a time, in all zones that do, by another library than Postgres'. */
export function changesWithin(since: number, until: number): number[] {
  return ZONES.flatMap((zone) => {
    const found: number[] = [];
    let at = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(zone);
    for (;;) {
      const next = at.getTimeZoneTransition('next');
      if (!next || next.epochMilliseconds >= until) return found;
      found.push(next.epochMilliseconds);
      at = next;
    }
  });
}
