import ICAL from 'ical.js';

/** What a calendar says: instants in UTC, and what the event is called. */
export interface Told {
  starts_at: string;
  ends_at: string;
  summary: string;
}

const utc = (instant: Date) => instant.toISOString().replace('.000Z', 'Z');

/**
 * Reads a calendar with a library that has not written it, by the VTIMEZONE in it and nothing else:
 * every event until a date, in order.
 */
export function readCalendar(text: string, until: string): Told[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const components = calendar.getAllSubcomponents('vevent');
  const events = components.map((component) => new ICAL.Event(component));
  const masters = events.filter((event) => !event.isRecurrenceException());
  const told = masters.flatMap((event) => {
    for (const other of events) {
      if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    }
    return event.isRecurring() ? occurrencesOf(event, until) : [tellOf(event, event.startDate)];
  });
  return told.sort((a, b) => a.starts_at < b.starts_at ? -1 : 1);
}

function occurrencesOf(event: ICAL.Event, until: string): Told[] {
  const told: Told[] = [];
  const dates = event.iterator();
  for (let next = dates.next(); next && next.toString() < until; next = dates.next()) {
    const { item, startDate } = event.getOccurrenceDetails(next);
    told.push(tellOf(item, startDate));
  }
  return told;
}

/** An event lasts as long as it lasts (RFC 5545 3.8.5.3). */
function tellOf(event: ICAL.Event, start: ICAL.Time): Told {
  const starts = start.toJSDate();
  const ends = new Date(starts.getTime() + event.duration.toSeconds() * 1000);
  return { starts_at: utc(starts), ends_at: utc(ends), summary: event.summary };
}
