/**
 * How the report reads the old database: once more, and by its own means, so that what the import's SQL
 * misreads is not misread here in the same way.
 */

/** What is in a text, without the blanks around it; nothing is null. */
export function lineIn(text: string | null): string | null {
  const bare = text?.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '');
  return bare ? bare : null;
}

export const wordsIn = (text: string | null): string | null => lineIn(text) === null ? null : text;

export function dayIn(text: string | null): string | null {
  const line = lineIn(text);
  const parts = line && /^([0-9]{2})\/([0-9]{2})\/([0-9]{4})$/.exec(line);
  return parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : line?.slice(0, 10) ?? null;
}

const MOMENT =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?)? ?(Z|[+-][0-9:]+)?$/;

/** Milliseconds since 1970, rounded down; without an offset it is UTC. */
export function momentIn(text: string | null): string | null {
  const parts = MOMENT.exec(lineIn(text) ?? '');
  if (!parts) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = parts;
  const local = Date.UTC(
    ...[Number(year), Number(month) - 1, Number(day)] as const,
    ...[Number(hour), Number(minute), Number(second)] as const,
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  return String(local - minutesOf(offset) * 60_000);
}

function minutesOf(offset: string | undefined): number {
  if (!offset || offset === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return offset.startsWith('-') ? -minutes : minutes;
}

/** `18:30` of `18:30:00`. */
export function timeIn(text: string | null): string | null {
  const line = lineIn(text);
  return line && line.split(':').slice(0, 2).map((part) => part.padStart(2, '0')).join(':');
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day that a moment is on by a zone's clock. */
export function dayOf(moment: string | null, timeZone: string): string | null {
  if (moment === null) return null;
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
    calendars.set(timeZone, calendar);
  }
  return calendar.format(Number(moment));
}

/** The elements of a list of texts, as Postgres writes one; of lists in lists, and whatever its bounds. */
export function elementsIn(literal: string | null): string[] {
  const elements: string[] = [];
  for (
    const [, quoted, bare] of (literal ?? '').replace(/^\[[^=]*=/, '').matchAll(
      /"((?:[^"\\]|\\.)*)"|([^,{}]+)/gs,
    )
  ) {
    elements.push(quoted === undefined ? bare! : quoted.replace(/\\(.)/gs, '$1'));
  }
  return elements;
}

export const numberIn = (text: string | null): number | null => {
  const line = lineIn(text);
  return line === null ? null : Number(line);
};
