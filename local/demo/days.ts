const DAY_MS = 86_400_000;

/** The calendar of the demo: everything in it is so many days from the day it is made. */
export interface Days {
  /** A date, `2026-11-21`; before today by a negative number. */
  date(from: number): string;
  /** An instant of that date, at a time of UTC. */
  instant(from: number, hour?: number, minute?: number): Date;
  /** The date so many years ago, or so many days behind that: a birth date. */
  years(ago: number, behind?: number): string;
  /** The first date at or behind `from` that is this day of the week (ISO 8601: Monday is 1). */
  weekday(from: number, weekday: number): string;
}

export function daysFrom(now: Date): Days {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const instant = (from: number, hour = 0, minute = 0) =>
    new Date(midnight + from * DAY_MS + (hour * 60 + minute) * 60_000);
  const date = (from: number) => instant(from).toISOString().slice(0, 10);
  return {
    instant,
    date,
    years(ago, behind = 0) {
      const day = instant(behind);
      day.setUTCFullYear(day.getUTCFullYear() - ago);
      return day.toISOString().slice(0, 10);
    },
    weekday: (from, weekday) => date(from + (weekday - instant(from).getUTCDay() + 7) % 7),
  };
}
