import type { Language } from './words.ts';

/** One row of the academy, as a line of text that an answer can quote. */
export interface Fact {
  /** Which row it is of. */
  table: 'classes' | 'check_ins' | 'rank_systems';
  row_id: string;
  title: string;
  content: string;
}

/** A row's own words are data: what would be read as a mark of a citation is taken out. */
export const plain = (text: string): string => text.replace(/[\[\]"“”\s]+/gu, ' ').trim();

const locales = { en: 'en-GB', pt: 'pt-BR' } satisfies Record<Language, string>;

/** A time as a wall clock in the gym shows it: `Mon 23 Nov, 18:30`. */
export const atTheGym = (at: Date, timezone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone: timezone },
  }).format(at);

/** A date in words: `Mon 23 Nov 2026`. */
export const inWords = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  }).format(new Date(date));

const DAY_MS = 86_400_000;
/** A calendar date, so many days later. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Which day it is somewhere. */
export const todayIn = (timezone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(now);

/** ISO 8601: of Monday 1, of Sunday 7. */
export const weekdayOf = (date: string): number => new Date(date).getUTCDay() || 7;
