import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { replayMessage } from '../../../../src/mailings/messages/replay-messages.ts';
import { sendMessages } from '../../../../src/mailings/messages/send-messages.ts';
import { applyResendEvent } from '../../../../src/mailings/resend/apply-resend-event.ts';
import { ResendEvent } from '../../../../src/mailings/resend/contract.ts';
import type { Mail } from '../../../../src/sending.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mailings } from '../support/scene.ts';
import { managers } from './support/manager.ts';
import { providerOf } from './support/provider.ts';

const under = useDoor();
const on = mailings(() => under.admin);
/** A Monday at noon, in Lisbon, and a day later. */
const NOON = '2026-03-09T12:00:00.000Z';
const LATER = '2026-03-10T12:00:00.000Z';
const managerOf = managers(under, LATER);
const lasting = { bounce: { type: 'Permanent', message: 'no such user' } };

let provider: ReturnType<typeof providerOf>;
let shop_id: string;
let automation: { automation_id: string; version_id: string };
/** The mails of the one message, however many were handed over, taken or not. */
let mails: Mail[];

beforeEach(async () => {
  provider = providerOf(() => under.door.asSystem('test'));
  const shop = await on.shop();
  shop_id = shop.shop_id;
  const manager = await managerOf(shop.gym_id);
  automation = await on.automation(shop_id);
  await on.plan(automation, [await on.customer(shop_id)], NOON);
  mails = [];
  // Nobody knows what became of the first.
  provider.says = (mail) => (mails.push(mail), mails.length === 1 ? { is: 'unknown' } : undefined);
  await send(NOON);
  const [{ id: message_id }] = await on.messages(automation) as unknown as [{ id: string }];
  await replayMessage(manager, { message_id, body: { may_repeat: true } });
  expect(await message()).toMatchObject({ status: 'scheduled' });
});

const send = (at: string) => sendMessages(provider.at(at), { shop_id });
const message = async () => (await on.messages(automation))[0]!;

/** What Resend tells of one of the mails, by the name that it gave it. */
const told = (nth: number, type: string, more: object = {}, event_id: string = randomUUID()) => {
  const { id, to, attempt } = mails[nth]!;
  const tags = { message_id: id, attempt };
  const email_id = nth === 0 ? 'first' : `${id}-0`;
  return applyResendEvent({ db: under.door.asSystem('test') }, {
    event_id,
    body: ResendEvent.parse({
      ...{ type, created_at: LATER, data: { email_id, to: [to], tags, ...more } },
    }),
  });
};
const inLedger = async (event: string) =>
  (await under.admin`select event_type from private.webhook_deliveries
    where provider = 'resend' and message_id = ${event}`).map(({ event_type }) => event_type);

describe('what is told late of a mail that was given up, of a message that is replayed', () => {
  it('is that it came: then what waits is not sent again', async () => {
    const event = randomUUID();
    expect(await told(0, 'email.delivered', {}, event)).toEqual({ outcome: 'applied' });
    expect(await told(0, 'email.delivered', {}, event)).toEqual({ outcome: 'duplicate' });
    await send(LATER);
    expect(mails).toHaveLength(1);
    expect(await message()).toMatchObject({
      ...{ status: 'delivered', reason: null, provider_message_id: 'first' },
    });
    expect(await inLedger(event)).toEqual(['email.delivered']);
  });

  it('is that it did not: what waits is sent all the same, unless the address is no more', async () => {
    expect(await told(0, 'email.failed')).toEqual({ outcome: 'stale' });
    expect(await message()).toMatchObject({ status: 'scheduled' });
    const event = randomUUID();
    expect(await told(0, 'email.bounced', lasting, event)).toEqual({ outcome: 'stale' });
    await send(LATER);
    expect(mails).toHaveLength(1);
    expect(await message()).toMatchObject({ status: 'refused', reason: 'suppressed' });
    expect(await inLedger(event)).toEqual(['email.bounced']);
  });

  it('moves another mail of it that is under way only by having come', async () => {
    const outcomes: unknown[] = [];
    provider.during = async () => {
      // The second is being handed over.
      outcomes.push(await told(0, 'email.failed'), (await message())['status']);
      outcomes.push(await told(0, 'email.bounced'), (await message())['status']);
    };
    await send(LATER);
    const still = [{ outcome: 'stale' }, 'sending'];
    expect(outcomes).toEqual([...still, ...still]);
    expect(mails).toHaveLength(2);
    expect(await message()).toMatchObject({ status: 'sent', reason: null });
    expect(mails[1]!.attempt).not.toBe(mails[0]!.attempt);
  });

  it('says nothing bad of another that was taken, nor takes back that it came', async () => {
    await send(LATER);
    expect(await message()).toMatchObject({ status: 'sent' });
    for (const type of ['email.failed', 'email.bounced']) {
      expect(await told(0, type), type).toEqual({ outcome: 'stale' });
    }
    expect(await message()).toMatchObject({ status: 'sent', reason: null });
    expect(await told(0, 'email.delivered')).toEqual({ outcome: 'applied' });
    expect(await told(1, 'email.bounced', lasting)).toEqual({ outcome: 'applied' });
    expect(await told(0, 'email.delivered')).toEqual({ outcome: 'stale' });
    expect(await told(0, 'email.complained')).toEqual({ outcome: 'applied' });
    expect(await message()).toMatchObject({ status: 'complained' });
    await send(LATER);
    expect(mails).toHaveLength(2);
  });

  it('suppresses the address that it is about, not the one that they have now', async () => {
    await under.admin`update customers set email = 'new@example.com' where shop_id = ${shop_id}`;
    await send(LATER);
    expect(await message()).toMatchObject({ address: 'new@example.com' });
    await told(0, 'email.bounced', lasting);
    const rows = await under.admin`select address, reason from suppressions
      where shop_id = ${shop_id}`;
    expect([...rows]).toEqual([{ address: mails[0]!.to.toLowerCase(), reason: 'bounced' }]);
  });
});
