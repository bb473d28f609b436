import { setTimeout as sleep } from 'node:timers/promises';
import type { Book, Sent } from './book.ts';
import type { StripeEvent } from './objects.ts';
import { stripeSignature } from './sign.ts';

const KEPT = 100;
const TRIES = 3;
const PAUSE_MS = 1_000;
const ANSWER_MS = 20_000;

/** Sends one event, signed now, as often as it takes; Stripe would go on for three days. */
export async function send(event: StripeEvent, url: string, secret: string): Promise<string> {
  const body = JSON.stringify(event);
  let answer = '';
  for (let left = TRIES; left > 0; left--) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'stripe-signature': stripeSignature(body, [secret]),
        },
        body,
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      answer = `${response.status} ${await response.text()}`;
      if (response.ok) return answer;
    } catch (error) {
      answer = String(error);
    }
    if (left > 1) await sleep(PAUSE_MS);
  }
  return answer;
}

/**
 * Makes what tells a webhook of events, one after the other, and notes in the book what it answered.
 * @returns settles once all that was to be told until then is
 */
export function teller(
  book: Book,
  { url, secret }: { url: string; secret: string },
  keep: () => Promise<void>,
): (events: StripeEvent[]) => Promise<void> {
  let last = Promise.resolve();
  return (events) => {
    const noted = events.map((event): Sent => ({ event, answer: 'on its way' }));
    book.sent.unshift(...noted.toReversed());
    book.sent.length = Math.min(book.sent.length, KEPT);
    last = last.then(async () => {
      for (const sent of noted) sent.answer = await send(sent.event, url, secret);
      await keep();
    });
    return last;
  };
}
