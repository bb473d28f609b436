import { Temporal } from 'temporal-polyfill';

/** Every IANA zone that changed its offset from one year to another, by the runtime's copy of them. */
export function changedZones(from: number, to: number): string[] {
  return Intl.supportedValuesOf('timeZone').filter((zone) => {
    const start = Temporal.PlainDate.from({ year: from, month: 1, day: 1 }).toZonedDateTime(zone);
    const change = start.getTimeZoneTransition('next');
    return change !== null && change.year < to;
  });
}
