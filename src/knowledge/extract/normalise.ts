/**
 * Brings extracted text into its one form, before any offset into it exists: NFC, `\n` for every
 * line end, ordinary spaces, and nothing that Postgres cannot store or nobody can see.
 */
export function normalise(text: string): string {
  return text
    .replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    // deno-lint-ignore no-control-regex -- they are what must go
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\u00ad\ufeff]|\p{Surrogate}/gu, '')
    .normalize('NFC');
}
