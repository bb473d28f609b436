/** Marks on one character; written languages use a handful. */
const MOST_MARKS = 30;

/**
 * More marks on one character than anybody can read. Putting them into their canonical order takes
 * Postgres and JavaScript the square of their number (Unicode's own bound is 30 as well: UAX #15,
 * "Stream-Safe Text Format").
 */
const SURPLUS_MARKS = new RegExp(`(?<=\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

/**
 * Gives extracted text its one form, before any offset into it exists: NFC, `\n` for every line end,
 * ordinary spaces, and nothing that Postgres cannot store or nobody can see. Linear in the input.
 */
export function normalise(text: string): string {
  return text
    .replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    // deno-lint-ignore no-control-regex -- they are what must go
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\u00ad\ufeff]|\p{Surrogate}/gu, '')
    .replace(SURPLUS_MARKS, '')
    .normalize('NFC');
}
