import type { RefusalReason } from '../refusal-reasons.ts';

/**
 * A column of an old table and how it is read, as SQL. `spelled` is over the page as it came, `s`, where
 * everything is text; `value` and `faults` are over that with what was spelled, `p`, by the field's own
 * name. Nothing in here may raise: what cannot be read is a fault.
 */
export interface Field {
  /** The old column. */
  from: string;
  spelled: string;
  value(spelled: string): string;
  /** When its text says something that cannot be; asked in this order. */
  fault?: { when(text: string, spelled: string): string; reason: RefusalReason };
  /** Whether a row without it is refused. */
  required: boolean;
}

const BLANK = `E' \\t\\n\\r'`;

/** Whether the source has nothing in a column, whatever its type. */
export const isBlank = (column: string) => `coalesce(btrim(${column}::text, ${BLANK}), '') = ''`;

/** The column without blanks around it; nothing in it is null. */
const trimmed = (column: string) => `nullif(btrim(s."${column}", ${BLANK}), '')`;

/** A date, alone or with a time behind it, as JavaScript and Postgres write it. */
export const INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}' +
  '([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?' +
  '( ?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?)?$';
/** As it is written in Portuguese. */
export const DAY_FIRST = '^[0-9]{2}/[0-9]{2}/[0-9]{4}$';
export const TIME = '^([01]?[0-9]|2[0-3]):[0-5][0-9](:00([.]0+)?)?$';

type Options = { required?: boolean };

const field = (
  from: string,
  { required = false }: Options,
  parts: Omit<Field, 'from' | 'required'>,
): Field => ({ from, required, ...parts });

const unread = (reason: RefusalReason): Field['fault'] => ({
  when: (text, spelled) => `${text} is not null and ${spelled} is null`,
  reason,
});

/** Words in a line, without blanks around them. */
export const line = (from: string, options: Options = {}): Field =>
  field(from, options, { spelled: trimmed(from), value: (it) => it });

/** Words as they are; only blanks are nothing. */
export const words = (from: string, options: Options = {}): Field =>
  field(from, options, {
    spelled: `case when ${trimmed(from)} is not null then s."${from}" end`,
    value: (it) => it,
  });

/** Words that are rewritten: `rewrite` is SQL over the trimmed text. */
export const rewritten = (from: string, rewrite: (text: string) => string): Field =>
  field(from, {}, { spelled: `nullif(${rewrite(trimmed(from))}, '')`, value: (it) => it });

/** One of a list, in whatever case: what is written there, and what it is here. */
export const listed = (
  from: string,
  values: Readonly<Record<string, string>>,
  options: Options & { otherwise?: string } = {},
): Field => {
  const cases = Object.entries(values).map(([was, is]) => `when '${was}' then '${is}'`);
  const spelled = `case lower(${trimmed(from)}) ${cases.join(' ')} end`;
  const { otherwise } = options;
  return field(from, options, {
    spelled,
    value: (it) => otherwise === undefined ? it : `coalesce(${it}, '${otherwise}')`,
    fault: unread('unknown_value'),
  });
};

/** A calendar day; of an instant, the day as it is written. */
export const day = (from: string, options: Options = {}): Field => {
  const text = trimmed(from);
  const iso = `case when ${text} ~ '${INSTANT}' then left(${text}, 10)
    when ${text} ~ '${DAY_FIRST}'
      then substr(${text}, 7, 4) || '-' || substr(${text}, 4, 2) || '-' || left(${text}, 2) end`;
  // Read once, and not once for each time that it is named.
  return field(from, options, {
    spelled: `(select case when pg_input_is_valid(d.iso, 'date') then d.iso::date end
      from (select ${iso} as iso offset 0) d)`,
    value: (it) => it,
    fault: unread('impossible_date'),
  });
};

/** An instant, to the millisecond; one without an offset is of UTC. */
export const moment = (from: string, options: Options = {}): Field => {
  const text = trimmed(from);
  return field(from, options, {
    spelled: `case when ${text} ~ '${INSTANT}' and pg_input_is_valid(left(${text}, 10), 'date')
      then date_trunc('milliseconds', ${text}::timestamptz) end`,
    value: (it) => it,
    fault: unread('impossible_date'),
  });
};

/** A time of a day, in whole minutes. */
export const timeOfDay = (from: string, options: Options = {}): Field => {
  const text = trimmed(from);
  return field(from, options, {
    spelled: `case when ${text} ~ '${TIME}' then ${text}::time end`,
    value: (it) => it,
    fault: unread('impossible_time'),
  });
};

/** A whole number. */
export const whole = (from: string, options: Options & { otherwise?: number } = {}): Field => {
  const { otherwise } = options;
  return field(from, options, {
    spelled: `case when ${trimmed(from)} ~ '^-?[0-9]{1,9}$' then ${trimmed(from)}::integer
      when pg_input_is_valid(${trimmed(from)}, 'integer') then ${trimmed(from)}::integer end`,
    value: (it) => otherwise === undefined ? it : `coalesce(${it}, ${otherwise})`,
    fault: unread('unknown_value'),
  });
};

/** A list of whole numbers, as the source answers it. */
export const wholes = (from: string): Field =>
  field(from, {}, { spelled: `coalesce(s."${from}"::integer[], '{}')`, value: (it) => it });

/** What the source was asked of a row, yes or no. */
export const flag = (from: string): Field =>
  field(from, {}, { spelled: `s."${from}" is not distinct from 'true'`, value: (it) => it });

/** The text that a fault is asked of. */
export const textOfField = ({ from }: Field): string => trimmed(from);
