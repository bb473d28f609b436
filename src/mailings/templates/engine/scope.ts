import { type TemplateValue, templateValues, valueOf } from '../values.ts';

type Scope = Record<string, string | number | null>;

/** What ends a line, and what turns the direction of what follows. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/**
 * What programs make a link of, whatever follows: a name that holds one was chosen to be clicked. So is
 * what a subject would decode to (RFC 2047).
 */
const LINK = /:\/\/|www\.|[\p{L}\p{N}-][.．。｡]\p{L}{2,}|[0-9]+(\.[0-9]+){3}|@|=\?/iu;

const cleaned = (text: string) => text.replace(BREAKS, ' ').replace(TURNS, '').trim() || null;

/**
 * Makes what a template is rendered with, out of what the database told: the declared values and nothing
 * else, each text or a number, so that nothing in it can run. What is missing has the text that stands
 * for it in this language; without one it is null where that may be, and absent where it may not, and
 * then nothing can be rendered that prints it.
 */
export function scopeOf(
  values: Readonly<Record<string, unknown>>,
  fallbacks: Readonly<Record<string, string>>,
  locale: string,
): Scope {
  const scope: Scope = {};
  for (const [name, declared] of Object.entries<TemplateValue>(templateValues)) {
    const told = Object.hasOwn(values, name) ? values[name] : null;
    const currency = declared.currency && values[declared.currency];
    const written = told === null || told === undefined
      ? null
      : write(declared, told, locale, currency);
    const value = written ?? (Object.hasOwn(fallbacks, name) ? fallbacks[name]! : null);
    if (value !== null || declared.nullable) scope[name] = value;
  }
  return scope;
}

function write(
  { type }: TemplateValue,
  told: unknown,
  locale: string,
  currency: unknown,
): string | number | null {
  const text = typeof told === 'string' || typeof told === 'number' ? String(told) : '';
  switch (type) {
    case 'text':
      return cleaned(text);
    case 'name':
      return LINK.test(text) ? null : cleaned(text);
    case 'number':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
    case 'money':
      return moneyIn(locale, text, currency);
    case 'date':
      return dateIn(locale, text);
    case 'link':
      return httpsAddress(text);
  }
}

function moneyIn(locale: string, amount: string, currency: unknown): string | null {
  if (!/^-?[0-9]{1,15}(\.[0-9]{1,4})?$/.test(amount)) return null;
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return null;
  // A text of digits is formatted as it is, and never becomes a float.
  return new Intl.NumberFormat(locale, { style: 'currency', currency })
    .format(amount as `${number}`);
}

function dateIn(locale: string, day: string): string | null {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) || Number.isNaN(Date.parse(day))) return null;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(day));
}

/** An address that is https and nothing but an address; null for any other. */
function httpsAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' ? href : null;
}

/** Whether a value may stand where an address is asked for. */
export const isLink = (name: string) => valueOf(name)?.type === 'link';
