import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimMessages } from '../../../../src/mailings/messages/claim-messages.ts';
import { sendMessages } from '../../../../src/mailings/messages/send-messages.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mailings } from '../support/scene.ts';
import { providerOf } from './support/provider.ts';

const under = useDoor();
const on = mailings(() => under.admin);
const db = () => under.door.asSystem('test');
/** A Monday at noon, in Lisbon. */
const NOON = '2026-03-09T12:00:00.000Z';
const WORKERS = 20;

let provider: ReturnType<typeof providerOf>;
beforeEach(() => {
  provider = providerOf(db);
});

/** So many messages to each of so many customers of a shop with a cap, all due at noon. */
async function waiting({ each, customers, cap }: { each: number; customers: number; cap: number }) {
  const { shop_id } = await on.shop({ cap_messages: cap, cap_days: 7 });
  const whom: string[] = [];
  for (let n = 0; n < customers; n++) whom.push(await on.customer(shop_id));
  for (let n = 0; n < each; n++) await on.plan(await on.automation(shop_id), whom, NOON);
  return { shop_id, whom };
}
const counts = async (shop_id: string) => {
  const rows = await under.admin`
    select concat_ws(' ', status, reason) as state, count(*)::integer from message_logs
    where shop_id = ${shop_id} group by 1`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};
/** How many mails each address got. */
const perAddress = () => {
  const got = new Map<string, number>();
  for (const { to } of provider.mails) got.set(to, (got.get(to) ?? 0) + 1);
  return [...got.values()];
};
const workers = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: WORKERS }, work));

describe(`${WORKERS} workers at once`, () => {
  it('never hand a customer more than the cap, however many are due', async () => {
    const { shop_id } = await waiting({ each: 24, customers: 1, cap: 3 });
    await workers(() => sendMessages(provider.at(NOON), { shop_id }));
    // Whoever found the customer held has left; what is left is taken by the next ones.
    await sendMessages(provider.at(NOON), { shop_id });
    expect(provider.mails).toHaveLength(3);
    expect(await counts(shop_id)).toEqual({ 'sent': 3, 'scheduled cap': 21 });
    const [next] = await under.admin`select min(scheduled_for) as at from message_logs
      where shop_id = ${shop_id} and reason = 'cap'`;
    expect(next!['at']).toEqual(new Date('2026-03-16T12:00:00.000Z'));
  });

  it('hand each message over once', async () => {
    const { shop_id, whom } = await waiting({ each: 4, customers: 150, cap: 3 });
    await workers(() => sendMessages(provider.at(NOON), { shop_id }));
    await sendMessages(provider.at(NOON), { shop_id });
    const ids = provider.mails.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await counts(shop_id)).toEqual({ 'sent': 450, 'scheduled cap': 150 });
    expect(perAddress()).toEqual(whom.map(() => 3));
  });

  it('give back what a service did not take, and the cap with it', async () => {
    const { shop_id } = await waiting({ each: 6, customers: 5, cap: 2 });
    let calls = 0;
    provider.says = () => calls++ % 2 === 0 ? { is: 'later', reason: '451' } : undefined;
    // Each of these instants lies behind the longest pause of the one before.
    for (let hour = 0; hour < 12; hour++) {
      const at = new Date(Date.parse(NOON) + hour * 3 * 3_600_000);
      await workers(() => sendMessages(provider.at(at), { shop_id }));
    }
    expect(perAddress()).toEqual([2, 2, 2, 2, 2]);
    expect(await counts(shop_id)).toEqual({ 'sent': 10, 'scheduled cap': 20 });
  });
});

describe('a cap', () => {
  it('lets the next one go when the oldest that it counts falls out', async () => {
    const { shop_id } = await waiting({ each: 4, customers: 1, cap: 2 });
    const sentBy = async (at: string) => {
      await sendMessages(provider.at(at), { shop_id });
      return provider.mails.length;
    };
    expect(await sentBy(NOON)).toBe(2);
    expect(await sentBy('2026-03-16T11:59:59.999Z')).toBe(2);
    expect(await sentBy('2026-03-16T12:00:00.000Z')).toBe(4);
  });

  it('counts what is on its way', async () => {
    const { shop_id } = await waiting({ each: 2, customers: 1, cap: 1 });
    const claim = () =>
      claimMessages(db(), {
        ...{ shop_id, channel: 'email', claim: randomUUID() },
        ...{ now: new Date(NOON), claimMs: 1_000 },
      });
    expect(await claim()).toMatchObject([{ status: 'sending' }]);
    expect(await claim()).toMatchObject([{ status: 'scheduled' }]);
    expect(await claim()).toEqual([]);
  });
});

describe('a customer who is held', () => {
  it('as by who unsubscribes, is passed over, and refused when they are done', async () => {
    const { shop_id, whom } = await waiting({ each: 1, customers: 2, cap: 3 });
    await under.admin.begin(async (tx) => {
      const [row] = await tx`select private.unsubscribe_token(${whom[0]!}) as token`;
      await tx`select private.unsubscribe(${row!['token']}, ${NOON})`;
      await sendMessages(provider.at(NOON), { shop_id });
      expect(provider.mails).toHaveLength(1);
    });
    expect(await counts(shop_id)).toEqual({ sent: 1, scheduled: 1 });
    await sendMessages(provider.at(NOON), { shop_id });
    expect(await counts(shop_id)).toEqual({ 'sent': 1, 'refused unsubscribed': 1 });
  });
});
