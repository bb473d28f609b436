import { z } from 'zod';
import type { Mail, Outcome, SendMail } from '../../../../../src/sending.ts';
import type { MailEnv } from '../../runtime/env.ts';
import { fetchFrom } from '../../traces/traced-fetch.ts';
import { neverConnected } from './never-connected.ts';

const ANSWER_MS = 15_000;

/** One address, and nothing that would end the field or name another. */
const ADDRESS = /^[^\s@<>",;:()[\]\\]{1,64}@[^\s@<>",;:()[\]\\]{1,255}$/u;
/** A header field that is one line, as RFC 5322 has its name. */
const FIELD_NAME = /^[!-9;-~]{1,100}$/;
const hasBreak = (text: string) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);

/**
 * Makes the port that sends mails by Resend's API, or by what speaks it; undefined where none is
 * configured. By HTTP, because functions of the platform reach no mail server
 * (https://supabase.com/docs/guides/functions/limits).
 * @throws Error when it is configured by half
 */
export function createMail(
  { MAIL_API_URL, MAIL_API_KEY, MAIL_FROM }: MailEnv,
): SendMail | undefined {
  if (!MAIL_API_KEY !== !MAIL_FROM) {
    throw new Error('Environment: MAIL_API_KEY and MAIL_FROM go together');
  }
  if (!MAIL_API_KEY || !MAIL_FROM) return undefined;
  const at = { url: `${MAIL_API_URL}/emails/batch`, key: MAIL_API_KEY, from: MAIL_FROM };
  return async (mails) => {
    const outcomes = mails.map(refusalOf);
    const fit = outcomes.flatMap((outcome, i) => outcome ? [] : [i]);
    const results = fit.length > 0 ? await post(at, fit.map((i) => mails[i]!)) : [];
    fit.forEach((i, n) => outcomes[i] = results[n]);
    return outcomes.map((outcome) => outcome ?? { is: 'unknown' });
  };
}

/** What is wrong with a mail before anybody is asked. */
function refusalOf({ to, subject, headers = {} }: Mail): Outcome | undefined {
  if (!ADDRESS.test(to)) return { is: 'refused', reason: 'invalid_address' };
  const fields = Object.entries(headers);
  const broken = hasBreak(subject) ||
    fields.some(([name, value]) => !FIELD_NAME.test(name) || hasBreak(value));
  return broken ? { is: 'refused', reason: 'invalid_header' } : undefined;
}

/** What the permissive kind of batch answers: the taken in their order, and who was left out. */
const Answer = z.object({
  data: z.array(z.object({ id: z.string().max(200) })),
  errors: z.array(z.object({ index: z.int().min(0) })).default([]),
});

async function post(
  { url, key, from }: { url: string; key: string; from: string },
  mails: readonly Mail[],
): Promise<Outcome[]> {
  const all = (outcome: Outcome) => mails.map(() => outcome);
  try {
    const answer = await fetchFrom('mail')(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'x-batch-validation': 'permissive',
      },
      body: JSON.stringify(mails.map(({ to, ...mail }) => ({ from, to: [to], ...mail }))),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await answer.text();
    if (answer.status === 200) return outcomesOf(JSON.parse(text), mails.length) ?? all(UNKNOWN);
    return all(faultOf(answer));
  } catch (error) {
    return all(neverConnected(error) ? { is: 'unsent', reason: 'unreachable' } : UNKNOWN);
  }
}

const UNKNOWN: Outcome = { is: 'unknown' };

function outcomesOf(body: unknown, count: number): Outcome[] | undefined {
  const parsed = Answer.safeParse(body);
  if (!parsed.success) return undefined;
  const { data, errors } = parsed.data;
  const refused = new Set(errors.map(({ index }) => index));
  // A count that does not add up says nothing of which of them were taken.
  if (data.length + refused.size !== count) return undefined;
  const tickets = data.values();
  return Array.from(
    { length: count },
    (_, i): Outcome =>
      refused.has(i)
        ? { is: 'refused', reason: 'validation_error' }
        : { is: 'sent', ticket: tickets.next().value?.id },
  );
}

/** Only what was refused before anything was taken is not unknown. */
function faultOf({ status, headers }: Response): Outcome {
  if (status < 400 || status >= 500 || status === 408) return UNKNOWN;
  const seconds = /^[0-9]{1,5}$/.exec(headers.get('retry-after') ?? '')?.[0];
  return {
    is: 'unsent',
    reason: String(status),
    ...seconds && { retryAfterMs: Number(seconds) * 1000 },
  };
}
