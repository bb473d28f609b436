import { z } from 'zod';
import { instantBound, textOf, timezoneName } from '../db/declare/bounds.ts';

/**
 * A `timestamptz` column: a `Date` in a verb, RFC 3339 in JSON. Bare, because what `.meta` says of a
 * type is published for `.nullable()` too, which then is never null.
 */
export const instant = z.date();

/** An instant that is sent to be stored: RFC 3339 with its offset, in the years that columns take. */
export const writtenInstant = z.iso.datetime({ offset: true })
  .transform((text) => new Date(text)).pipe(instantBound.schema);

export const timestamps = { created_at: instant, updated_at: instant };

/** A calendar date without a time, `YYYY-MM-DD`. */
export const calendarDate = z.iso.date();

/** Text a person typed: trimmed, not empty, without the NUL that Postgres cannot store. */
export const text = (max: number) => textOf(max).schema;

const isTimezone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

/** An IANA name of an area and place, or UTC; abbreviations mean different things in places. */
export const timezone = timezoneName.schema.refine(isTimezone, {
  error: 'must be an IANA time zone',
}).meta({ example: 'America/Sao_Paulo' });
