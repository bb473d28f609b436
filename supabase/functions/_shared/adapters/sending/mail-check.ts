import type { Mail, Outcome } from '../../../../../src/sending.ts';

/**
 * One address, and nothing that would end the field or name another. Its host ends with no dot, which
 * would be the same mailbox under another name (RFC 5321 has none there).
 */
const ADDRESS = /^[^\s@<>",;:()[\]\\\p{Cc}]{1,64}@[^\s@<>",;:()[\]\\\p{Cc}]{1,255}(?<!\.)$/u;
/** The name of a header field, as RFC 5322 has it. */
const FIELD_NAME = /^[!-9;-~]{1,100}$/;
const hasBreak = (text: string) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);

/**
 * What is wrong with a mail before anybody is asked: an address that would be another's too, or a field
 * that would begin a second one. Whoever sends mails asks this first.
 */
export function refusalOf({ to, subject, reply_to, headers = {} }: Mail): Outcome | undefined {
  if (!ADDRESS.test(to)) return { is: 'refused', reason: 'invalid_address' };
  const fields = Object.entries(headers);
  const broken = hasBreak(subject) || (reply_to !== undefined && !ADDRESS.test(reply_to)) ||
    fields.some(([name, value]) => !FIELD_NAME.test(name) || hasBreak(value));
  return broken ? { is: 'refused', reason: 'invalid_header' } : undefined;
}

/** Hands over those mails that nothing is wrong with; the others are refused in their places. */
export async function onlyFit(
  mails: readonly Mail[],
  send: (fit: Mail[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const outcomes = mails.map(refusalOf);
  const fit = outcomes.flatMap((outcome, i) => outcome ? [] : [i]);
  const results = fit.length > 0 ? await send(fit.map((i) => mails[i]!)) : [];
  fit.forEach((i, n) => outcomes[i] = results[n]);
  return outcomes.map((outcome) => outcome ?? { is: 'unknown' });
}
