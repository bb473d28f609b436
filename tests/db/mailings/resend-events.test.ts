import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { applyResendEvent } from '../../../src/mailings/resend/apply-resend-event.ts';
import { ResendEvent } from '../../../src/mailings/resend/contract.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { mailingScene } from './support/mailing-scene.ts';

const place = useDoor();
const at = mailingScene(place);

const tell = (type: string, data: object, event_id: string = randomUUID()) =>
  applyResendEvent({ db: place.door.asSystem('test') }, {
    event_id,
    body: ResendEvent.parse({ type, created_at: '2026-03-02T18:30:00.000Z', data }),
  });
const of = (message_id: string, more: object = {}) => ({
  email_id: `provider-${message_id}`,
  to: ['Ana@example.com'],
  tags: { message_id },
  ...more,
});
const lasting = { bounce: { type: 'Permanent', subType: 'General', message: 'no such user' } };
const passing = { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'full' } };
const row = async (id: string) => {
  const [found] = await place.admin`select status, reason, error, claim, claimed_until, sent_at,
    provider_message_id from message_logs where id = ${id}`;
  return found!;
};
const scene = async (columns: object = {}) => {
  const shop_id = await at.shop();
  const customer = await at.customer(shop_id, { email: 'ana@example.com' });
  return { shop_id, customer, id: await at.message(shop_id, customer.id, { ...columns }) };
};

const events = {
  failed: ['email.failed', { failed: { reason: 'reached_daily_quota' } }],
  delivered: ['email.delivered', {}],
  bounced: ['email.bounced', lasting],
  complained: ['email.complained', {}],
} as const;
type Event = keyof typeof events;
const rank: Event[] = ['failed', 'delivered', 'bounced', 'complained'];

const orders = (some: Event[]): Event[][] =>
  some.length < 2
    ? [some]
    : some.flatMap((first) =>
      orders(some.filter((each) => each !== first)).map((rest) => [first, ...rest])
    );

describe('events of a message', () => {
  it('come to the same in every order, each doubled, before and after it was settled', async () => {
    for (const order of orders(rank)) {
      for (const settled of [false, true]) {
        const { id, shop_id } = await scene(
          settled
            ? { status: 'sent', claim: null, claimed_until: null, sent_at: '2026-03-01' }
            : {},
        );
        let furthest = -1;
        for (const event of order) {
          const [type, data] = events[event];
          const event_id = randomUUID();
          const further = rank.indexOf(event) > furthest;
          expect(await tell(type, of(id, data), event_id)).toEqual({
            outcome: further ? 'applied' : 'stale',
          });
          expect(await tell(type, of(id, data), event_id)).toEqual({ outcome: 'duplicate' });
          furthest = Math.max(furthest, rank.indexOf(event));
          expect(await row(id)).toMatchObject({
            status: rank[furthest],
            reason: rank[furthest] === 'failed' ? 'refused_by_provider' : null,
            claim: null,
            claimed_until: null,
            provider_message_id: `provider-${id}`,
          });
        }
        expect((await at.suppressions(shop_id)).map(({ reason }) => reason))
          .toEqual(['bounced', 'complained']);
      }
    }
  });

  it('suppress an address that bounced for good or is given up, and none that is full today', async () => {
    const { id, shop_id } = await scene();
    await tell('email.bounced', of(id, passing));
    expect(await row(id)).toMatchObject({ status: 'bounced', error: 'MailboxFull: full' });
    expect(await at.suppressions(shop_id)).toEqual([]);
    const second = await scene();
    await tell('email.suppressed', of(second.id, { suppressed: { message: 'on the list' } }));
    expect(await row(second.id)).toMatchObject({ status: 'failed', error: 'on the list' });
    expect(await at.suppressions(second.shop_id)).toEqual([
      { address: 'ana@example.com', customer_id: null, reason: 'bounced' },
    ]);
    const third = await scene();
    await tell('email.complained', of(third.id));
    expect(await at.suppressions(third.shop_id)).toEqual([
      { address: 'ana@example.com', customer_id: third.customer.id, reason: 'complained' },
    ]);
  });

  it('are found by the provider’s id where there is no tag, and are otherwise of no mailing', async () => {
    const { id, shop_id } = await scene({ provider_message_id: 'known' });
    expect(await tell('email.delivered', { email_id: 'unknown', to: ['ana@example.com'] }))
      .toEqual({ outcome: 'ignored' });
    expect(await tell('email.bounced', of(randomUUID(), lasting))).toEqual({ outcome: 'ignored' });
    expect(await tell('contact.created', {})).toEqual({ outcome: 'ignored' });
    expect(await at.suppressions(shop_id)).toEqual([]);
    expect(await tell('email.delivered', { email_id: 'known' })).toEqual({ outcome: 'applied' });
    expect(await row(id)).toMatchObject({ status: 'delivered' });
  });

  it('of who was forgotten count for who has the address by now, and name nobody', async () => {
    const { id, shop_id, customer } = await scene();
    await place.admin`update customers set email = null, redacted_at = now()
      where id = ${customer.id}`;
    await tell('email.bounced', of(id, lasting));
    expect(await at.suppressions(shop_id)).toEqual([]);
    await at.customer(shop_id, { email: 'Ana@example.com' });
    await tell('email.complained', of(id));
    expect(await at.suppressions(shop_id)).toEqual([
      { address: 'ana@example.com', customer_id: null, reason: 'bounced' },
      { address: 'ana@example.com', customer_id: null, reason: 'complained' },
    ]);
  });

  it('count whatever a mail server wrote into them', async () => {
    const { id, shop_id } = await scene({ address: null });
    const message = `no\0such\ud800user ${'x'.repeat(9_000)}`;
    const bounce = { type: 'Permanent', subType: 'Gen\0eral', message };
    await tell('email.bounced', of(id, { to: ['Ana <Ana@example.com>'], bounce }));
    expect(await row(id)).toMatchObject({ status: 'bounced' });
    expect(await at.suppressions(shop_id)).toEqual([
      { address: 'ana@example.com', customer_id: null, reason: 'bounced' },
    ]);
  });

  it('do not move what was never handed over', async () => {
    for (const status of ['refused', 'held_out', 'cancelled']) {
      const { id } = await scene({ status, reason: 'minor', claim: null, claimed_until: null });
      expect(await tell('email.delivered', of(id))).toEqual({ outcome: 'stale' });
      expect(await row(id)).toMatchObject({ status });
    }
  });
});
