import type { ICalDayJsStub } from 'ical-generator';

/**
 * A time on the wall, as the database tells it: `2026-11-23T18:30:00`. ical-generator takes dates of
 * Day.js and asks them to write themselves in a zone; this one is in its zone already, so that nobody
 * else's copy of the zones has a say.
 */
export class WallTime implements ICalDayJsStub {
  constructor(private readonly text: string) {}

  tz(): this {
    return this;
  }

  /** Asked of a zone that is UTC, whose wall shows it. */
  utc(): this {
    return this;
  }

  isValid(): boolean {
    return !Number.isNaN(this.toDate().getTime());
  }

  /** Only to compare: as if the wall were in UTC. */
  toDate(): Date {
    return new Date(`${this.text}Z`);
  }

  toJSON(): string {
    return this.text;
  }

  /** `YYYYMMDD` or `HHmmss`, which is all that is asked. */
  format(pattern: string): string {
    const [date, time] = this.text.split('T') as [string, string];
    return pattern === 'HHmmss' ? time.slice(0, 8).replaceAll(':', '') : date.replaceAll('-', '');
  }

  plusSeconds(seconds: number): WallTime {
    const later = new Date(this.toDate().getTime() + seconds * 1000);
    return new WallTime(later.toISOString().slice(0, 19));
  }
}
