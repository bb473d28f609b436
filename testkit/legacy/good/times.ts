import type { Draws } from '../../doubles/shopify/people/random.ts';

const DAY = 86_400_000;

/** The Monday of the last week that anybody trained in. */
const LAST_MONDAY = Date.UTC(2026, 10, 9);
/** When the app was opened; weeks before it hold check-ins of a paper list, entered afterwards. */
const OPENED = Date.UTC(2019, 1, 4);

/** The days of a week, Monday first, `YYYY-MM-DD`; so many weeks before the last. */
export function weekDays(weeksAgo: number): string[] {
  const monday = LAST_MONDAY - weeksAgo * 7 * DAY;
  return Array.from({ length: 7 }, (_, day) => isoDay(monday + day * DAY));
}

export const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The same day of the week twenty years before, when nobody trained. */
export const longBefore = (day: string) => isoDay(Date.parse(day) - 1040 * 7 * DAY);

/** Some time since the app was opened. */
export const anyTime = (draw: Draws) => OPENED + draw.below((LAST_MONDAY - OPENED) / 1000) * 1000;

/**
 * An instant as the app wrote it over the years: from JavaScript, from Postgres' `now()::text`, or with
 * the phone's own offset. All three name the same moment.
 */
export function instantText(draw: Draws, time: number): string {
  const milliseconds = time + draw.below(1000);
  const iso = new Date(milliseconds).toISOString();
  switch (draw.below(10)) {
    case 0:
      return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${100 + draw.below(899)}+00`;
    case 1:
      return `${new Date(milliseconds - 3 * 3_600_000).toISOString().slice(0, -1)}-03:00`;
    default:
      return iso;
  }
}
