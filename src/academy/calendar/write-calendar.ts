import icalendar, {
  type ICalEventData,
  ICalEventRepeatingFreq,
  ICalEventStatus,
} from 'ical-generator';
import type { Feed, FeedClass, FeedDay } from './contract.ts';
import { vtimezone } from './vtimezone.ts';
import { WallTime } from './wall-time.ts';

/** How often programs should ask again, in seconds. */
const REFRESH_SECONDS = 4 * 3600;

/**
 * Writes a feed as iCalendar (RFC 5545). A class is a weekly rule in its gym's zone, with an EXDATE for
 * what is cancelled and an event with a RECURRENCE-ID for what differs. A day whose time programs may
 * read otherwise than we do, because clocks change on it, is left out of the rule and stands beside it
 * as an instant in UTC.
 */
export function writeCalendar({ classes, zones }: Feed): string {
  const calendar = icalendar({
    prodId: { company: 'Tatame', product: 'Schedule', language: 'EN' },
    ttl: REFRESH_SECONDS,
    timezone: {
      name: null,
      generator: (name) => {
        const zone = zones.find((zone) => zone.name === name);
        return zone ? vtimezone(zone) : null;
      },
    },
  });
  for (const event of classes.flatMap(eventsOf)) calendar.createEvent(event);
  return calendar.toString();
}

function eventsOf(weekly: FeedClass): ICalEventData[] {
  const { first, last, timezone, seconds, days } = weekly;
  const held = days.filter(({ status }) => status !== 'cancelled');
  const beside = held.filter(({ odd }) => odd).map((day): ICalEventData => ({
    ...described(weekly, day),
    id: `${weekly.id}-${day.class_date}`,
    start: day.starts_at,
    end: day.ends_at,
  }));
  if (first === null || last === null) return beside;

  const start = new WallTime(first);
  const left = days.filter(({ odd, status }) => odd || status === 'cancelled');
  const rule: ICalEventData = {
    ...described(weekly, weekly),
    id: weekly.id,
    timezone,
    start,
    end: start.plusSeconds(seconds),
    repeating: {
      freq: ICalEventRepeatingFreq.WEEKLY,
      until: last,
      ...left.length > 0 && { exclude: left.map(({ slot }) => new WallTime(slot)) },
    },
  };
  const instead = held.filter(({ odd }) => !odd).map((day): ICalEventData => ({
    ...described(weekly, day),
    id: weekly.id,
    timezone,
    recurrenceId: new WallTime(day.slot),
    start: new WallTime(day.wall_start),
    end: new WallTime(day.wall_start).plusSeconds(seconds),
  }));
  return [rule, ...instead, ...beside];
}

function described(
  { modality, description, gym, address, changed_at }: FeedClass,
  { instructor, reason }: Pick<FeedDay, 'instructor'> & Partial<Pick<FeedDay, 'reason'>>,
): Partial<ICalEventData> {
  const text = [reason, description].filter(Boolean).join('\n\n');
  return {
    summary: instructor ? `${modality} · ${instructor}` : modality,
    ...text && { description: text },
    location: { title: gym, ...address && { address } },
    status: ICalEventStatus.CONFIRMED,
    stamp: changed_at,
    lastModified: changed_at,
  };
}
