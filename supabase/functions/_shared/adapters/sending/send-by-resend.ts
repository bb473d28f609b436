import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Mail, Outcome } from '../../../../../src/sending.ts';
import { fetchFrom } from '../../traces/traced-fetch.ts';
import { neverConnected } from './never-connected.ts';

/** How long a call may take with all that is repeated of it, and each attempt at it. */
const ALL_MS = 20_000;
const ANSWER_MS = 15_000;
/** What comes before each repetition, in milliseconds. */
export const PAUSES_MS: readonly number[] = [300, 1_000, 3_000];

/** Where Resend's API is, or what speaks it, and as whom mails are sent. */
export interface ResendAccess {
  url: string;
  key: string;
  from: string;
  pausesMs?: readonly number[] | undefined;
}

/**
 * Hands over up to a hundred mails by one call. Where nobody can say what became of it, the very same
 * bytes are sent again a few times under the same key, which Resend takes once
 * (https://resend.com/docs/dashboard/emails/idempotency-keys); only if that tells nothing either, the
 * outcome is unknown.
 */
export async function sendByResend(
  { url, key, from, pausesMs = PAUSES_MS }: ResendAccess,
  mails: readonly Mail[],
): Promise<Outcome[]> {
  const post = fetchFrom('mail');
  const request = {
    method: 'POST',
    headers: {
      'authorization': `Bearer ${key}`,
      'content-type': 'application/json',
      'x-batch-validation': 'permissive',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(mails.map((mail) => bodyOf(from, mail))),
    redirect: 'manual',
  } as const;
  const end = Date.now() + ALL_MS;
  /** Whether an attempt may have been taken: from then on only what it answers itself tells. */
  let mayBeTaken = false;
  for (let attempt = 0;; attempt++) {
    const left = Math.min(ANSWER_MS, end - Date.now());
    const answer = await judged(
      () => post(url, { ...request, signal: AbortSignal.timeout(left) }),
      mails.length,
    );
    if (answer.is === 'each') return answer.outcomes;
    mayBeTaken ||= answer.is === 'unknown';
    if (!mayBeTaken) return mails.map(() => answer);
    const pause = pausesMs[attempt];
    if (pause === undefined || Date.now() + pause >= end) {
      return mails.map(() => ({ is: 'unknown' }));
    }
    await sleep(pause);
  }
}

const bodyOf = (from: string, { to, id, attempt, reply_to, ...mail }: Mail) => ({
  from,
  to: [to],
  ...mail,
  ...reply_to !== undefined && { reply_to: [reply_to] },
  ...id !== undefined && {
    tags: [
      { name: 'message_id', value: id },
      ...attempt === undefined ? [] : [{ name: 'attempt', value: attempt }],
    ],
  },
});

type Judged =
  | { is: 'each'; outcomes: Outcome[] }
  | { is: 'unknown' }
  | { is: 'unsent'; reason: string; retryAfterMs?: number };

async function judged(call: () => Promise<Response>, count: number): Promise<Judged> {
  try {
    const answer = await call();
    const text = await answer.text();
    if (answer.status !== 200) return faultOf(answer);
    const outcomes = outcomesOf(JSON.parse(text), count);
    return outcomes ? { is: 'each', outcomes } : { is: 'unknown' };
  } catch (error) {
    return neverConnected(error) ? { is: 'unsent', reason: 'unreachable' } : { is: 'unknown' };
  }
}

/** What the permissive kind of batch answers: the taken in their order, and who was left out. */
const Answer = z.object({
  data: z.array(z.object({ id: z.string().max(200) })),
  errors: z.array(z.object({ index: z.int().min(0) })).default([]),
});

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
function faultOf({ status, headers }: Response): Judged {
  // 409: a call under this key is under way.
  if (status < 400 || status >= 500 || status === 408 || status === 409) return { is: 'unknown' };
  const seconds = /^[0-9]{1,5}$/.exec(headers.get('retry-after') ?? '')?.[0];
  return {
    is: 'unsent',
    reason: String(status),
    ...seconds && { retryAfterMs: Number(seconds) * 1000 },
  };
}
