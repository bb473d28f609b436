import { randomUUID } from 'node:crypto';
import { claimMessages } from '../../../../src/mailings/messages/claim-messages.ts';
import { endOf, settleMessages } from '../../../../src/mailings/messages/settle-messages.ts';
import type { Outcome as Said } from '../../../../src/sending.ts';
import { expect } from 'vitest';
import { assertWanted } from './agree.ts';
import type { Message, Model } from './model.ts';
import type { Claim, Outcome, Real } from './shop.ts';

export const CLAIM_MS = 90_000;

const SAID: Record<Outcome, Said> = {
  sent: { is: 'sent', ticket: 'ticket' },
  lost_after: { is: 'unknown' },
  lost_before: { is: 'unknown' },
  later: { is: 'later', reason: 'busy' },
  refused: { is: 'refused', reason: 'no' },
};
const isTaken = (outcome: Outcome) => outcome === 'sent' || outcome === 'lost_after';

/** Claims what is due by a channel, and hands it over; the provider takes some of it. */
export async function claim(
  model: Model,
  real: Real,
  channel: 'email' | 'push',
  outcomes: readonly Outcome[],
): Promise<void> {
  const name = randomUUID();
  const found = await claimMessages(real.under.door.asSystem('test'), {
    ...{ shop_id: real.shop_id, channel, claim: name },
    ...{ now: new Date(model.now), claimMs: CLAIM_MS },
  });
  const due = model.due(channel);
  const sending = due.filter((message) => model.judge(message, false) === 'to_send');
  for (const message of sending) {
    message.status = 'sending';
    message.attempts++;
    message.claim = name;
    message.claimedUntil = model.now + CLAIM_MS;
    message.address = channel === 'email' ? message.person.email : null;
    message.person.handedOver.push(model.now);
  }
  // What is handed over is what the database said, and is judged by what is promised.
  const handed = found.filter(({ status }) => status === 'sending');
  const made: Claim = { claim: name, at: model.now, ends: [] };
  handed.forEach(({ id, address, devices, attempts }, n) => {
    const outcome = outcomes[n % outcomes.length]!;
    made.ends.push({ id, outcome, attempts });
    if (!isTaken(outcome)) return;
    const message = model.messages.find((one) => one.id === id)!;
    const to = channel === 'email' ? address! : devices![0]!;
    expect(to).toBe(
      channel === 'email' ? message.person.email : `ExponentPushToken[${message.person.user_id}]`,
    );
    assertWanted(model, real, message, to);
  });
  expect(found.map(({ id }) => id).sort()).toEqual(due.map(({ id }) => id).sort());
  real.open.push(made);
}

/** A worker says what became of what it claimed, whether or not that is still its own. */
export async function settle(model: Model, real: Real, made: Claim): Promise<void> {
  real.open.splice(real.open.indexOf(made), 1);
  const ends = made.ends.map(({ id, outcome, attempts }) => ({
    id,
    ...endOf(SAID[outcome], attempts),
  }));
  await settleMessages(real.under.door.asSystem('test'), {
    ...{ claim: made.claim, claimedAt: new Date(made.at), now: new Date(model.now) },
  }, ends);
  for (const { id, outcome, attempts } of made.ends) {
    const message = model.messages.find((one) => one.id === id)!;
    if (message.status !== 'sending' || message.claim !== made.claim) continue;
    release(message);
    if (outcome === 'sent') Object.assign(message, { status: 'sent', reason: null });
    if (outcome === 'lost_after' || outcome === 'lost_before') lose(message);
    if (outcome !== 'refused' && outcome !== 'later') continue;
    message.address = null;
    const { handedOver } = message.person;
    handedOver.splice(handedOver.indexOf(made.at), 1);
    if (outcome === 'refused') {
      Object.assign(message, { status: 'failed', reason: 'refused_by_provider' });
    } else if (attempts >= 8) Object.assign(message, { status: 'failed', reason: 'gave_up' });
    else {
      const scheduledFor = model.now + 60_000 * 2 ** (attempts - 1);
      Object.assign(message, { status: 'scheduled', reason: null, scheduledFor });
    }
  }
}

const release = (message: Message) => Object.assign(message, { claim: null, claimedUntil: 0 });
const lose = (message: Message) =>
  Object.assign(message, { status: 'failed', reason: 'outcome_unknown' });

/** Ends claims that nobody was heard of in time. */
export async function giveUp(model: Model, real: Real): Promise<void> {
  await real.under.admin`select private.give_up_messages(${new Date(model.now)})`;
  for (const message of model.messages) {
    if (message.status === 'sending' && message.claimedUntil <= model.now) {
      lose(release(message));
    }
  }
}
