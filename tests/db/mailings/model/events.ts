import { expect } from 'vitest';
import { applyResendEvent } from '../../../../src/mailings/resend/apply-resend-event.ts';
import { ResendEvent } from '../../../../src/mailings/resend/contract.ts';
import type { Model } from './model.ts';
import type { Real, Taken } from './shop.ts';

/** What a provider tells of a mail that it took; `ranks` of what comes of it, which only goes forward. */
export const KINDS = {
  delivered: { type: 'email.delivered' },
  bounced: { type: 'email.bounced', bounce: { type: 'Permanent' } },
  full: { type: 'email.bounced', bounce: { type: 'Transient' } },
  complained: { type: 'email.complained' },
} as const;
export type Kind = keyof typeof KINDS;
const RANKS = ['scheduled', 'sending', 'sent', 'failed', 'delivered', 'bounced', 'complained'];

/** Tells of a mail, the same event as often as it is told. */
export async function tell(model: Model, real: Real, { message_id, to }: Taken, kind: Kind) {
  const { type, ...more } = KINDS[kind];
  const event_id = `${message_id}:${to}:${kind}`;
  const created_at = new Date(model.now).toISOString();
  const data = { to: [to], tags: { message_id }, ...more };
  const { outcome } = await applyResendEvent({ db: real.under.door.asSystem('test') }, {
    event_id,
    body: ResendEvent.parse({ type, created_at, data }),
  });
  if (model.events.has(event_id)) return void expect(outcome).toBe('duplicate');
  model.events.add(event_id);
  const message = model.messages.find(({ id }) => id === message_id)!;
  if (kind === 'bounced' || kind === 'complained') model.bad.add(to);
  if (kind === 'complained') message.person.complained = true;
  const reached = kind === 'full' ? 'bounced' : kind;
  const before = RANKS.indexOf(message.status);
  // Of one that waits again, only that it came after all says something.
  const late = message.status === 'scheduled' && reached === 'bounced';
  if (late || before < 0 || before >= RANKS.indexOf(reached)) {
    return void expect(outcome).toBe('stale');
  }
  expect(outcome).toBe('applied');
  Object.assign(message, { status: reached, reason: null, claim: null, claimedUntil: 0 });
}
