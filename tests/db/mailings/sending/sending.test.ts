import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimMessages } from '../../../../src/mailings/messages/claim-messages.ts';
import { sendMessages } from '../../../../src/mailings/messages/send-messages.ts';
import {
  MOST_ATTEMPTS,
  settleMessages,
} from '../../../../src/mailings/messages/settle-messages.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mailings } from '../support/scene.ts';
import { providerOf } from './support/provider.ts';

const under = useDoor();
const on = mailings(() => under.admin);
const db = () => under.door.asSystem('test');
/** A Monday at noon, in Lisbon. */
const NOON = '2026-03-09T12:00:00.000Z';
const after = (minutes: number, from = NOON) =>
  new Date(Date.parse(from) + minutes * 60_000).toISOString();

let provider: ReturnType<typeof providerOf>;
let shop_id: string;
beforeEach(async () => {
  provider = providerOf(db);
  ({ shop_id } = await on.shop());
});

const send = (at: string) => sendMessages(provider.at(at), { shop_id });
const giveUp = (at: string) => under.admin`select private.give_up_messages(${at}) as ended`;
/** One message that is due at noon. */
async function planned(columns: Parameters<typeof on.automation>[1] = {}, customer = {}) {
  const automation = await on.automation(shop_id, columns);
  const customer_id = await on.customer(shop_id, customer);
  await on.plan(automation, [customer_id], NOON);
  const [message] = await on.messages(automation);
  return { ...automation, customer_id, message_id: message!.id as string };
}
const only = async (of: { automation_id: string }) => (await on.messages(of))[0]!;
const handedOver = async (customer_id: string) => {
  const [row] = await under.admin`
    select handed_over from private.mailing_contacts where customer_id = ${customer_id}`;
  return (row?.handed_over as Date[] ?? []).map((at) => at.toISOString());
};
const claimed = (claim: string, at = NOON) =>
  claimMessages(db(), { shop_id, channel: 'email', claim, now: new Date(at), claimMs: 120_000 });
const settled = (claim: string, id: string, end: object, at = NOON) =>
  settleMessages(db(), { claim, claimedAt: new Date(NOON), now: new Date(at) }, [
    { id, status: 'sent', taken: true, ...end },
  ]);

describe('what is due', () => {
  it('is handed over once, with the links of who gets it', async () => {
    const one = await planned();
    expect(await send(after(-1))).toMatchObject({ found: 0 });
    expect(await send(NOON)).toMatchObject({ found: 1, came: 1, done: true });
    expect(await send(after(1))).toMatchObject({ found: 0 });
    expect(provider.mails).toMatchObject([{
      id: one.message_id,
      headers: {
        'List-Unsubscribe': expect.stringMatching(
          /^<https:\/\/tatame\.test\/functions\/v1\/mailings\/unsubscribe\/[\w-]+>$/,
        ),
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    }]);
    expect(await only(one)).toMatchObject({
      ...{ status: 'sent', reason: null, attempts: 1, claim: null },
      ...{ provider_message_id: `${one.message_id}-0`, sent_at: new Date(NOON) },
    });
    expect(await handedOver(one.customer_id)).toEqual([NOON]);
  });

  it('is refused once consent was taken back, and nobody is called', async () => {
    const one = await planned();
    await under.admin`update customers set email_consent = 'unsubscribed'
      where id = ${one.customer_id}`;
    expect(await send(NOON)).toMatchObject({ found: 1, came: 1 });
    expect(provider.mails).toEqual([]);
    expect(await on.states(one)).toEqual(['refused no_consent']);
    expect(await handedOver(one.customer_id)).toEqual([]);
  });

  it('waits while quiet hours hold, and is sent at their end', async () => {
    const one = await planned({ quiet_from: '13:00', quiet_until: '15:30' });
    // The worker was late.
    await send(after(90));
    expect(await only(one)).toMatchObject({
      ...{ status: 'scheduled', reason: 'quiet_hours', attempts: 0 },
      scheduled_for: new Date(after(210)),
    });
    await send(after(209));
    expect(provider.mails).toEqual([]);
    await send(after(210));
    expect(await on.states(one)).toEqual(['sent']);
  });

  it('is refused while the automation is off, and its shop is gone', async () => {
    const one = await planned();
    await under.admin`update automations set enabled = false where id = ${one.automation_id}`;
    await send(NOON);
    expect(await on.states(one)).toEqual(['refused automation_stopped']);
  });

  it('fails where it cannot be rendered, and keeps no other from it', async () => {
    const words = { subject: 'x', text: '{{ order_number }}' };
    const template = await on.template(shop_id, { contents: { en: words }, fallbacks: {} });
    const broken = await planned({ template });
    const whole = await planned();
    await send(NOON);
    expect(await on.states(broken)).toEqual(['failed cannot_render']);
    expect(await handedOver(broken.customer_id)).toEqual([]);
    expect(await on.states(whole)).toEqual(['sent']);
  });

  it('waits while nobody says who sends, as when the address was taken away since', async () => {
    const one = await planned();
    await under.admin`update mailing_settings set postal_address = null where shop_id = ${shop_id}`;
    await send(NOON);
    expect(await on.states(one)).toEqual(['scheduled']);
    expect(await handedOver(one.customer_id)).toEqual([]);
    await under
      .admin`update mailing_settings set postal_address = 'Rua 1' where shop_id = ${shop_id}`;
    await send('2026-03-09T12:05:00.000Z');
    expect(await on.states(one)).toEqual(['sent']);
  });

  it('says nothing that another shop wrote, whatever raw SQL put into its version', async () => {
    const other = await on.shop();
    const theirs = await on.template(other.shop_id, {
      contents: { en: { subject: 'Secret', text: 'Ours alone' } },
    });
    const one = await planned();
    await under.admin`update automation_versions
      set nodes = jsonb_set(nodes, '{0,template_version_id}', ${
      JSON.stringify(theirs)
    }::text::jsonb)
      where id = ${one.version_id}`;
    await send(NOON);
    expect(await on.states(one)).toEqual(['failed cannot_render']);
    expect(await handedOver(one.customer_id)).toEqual([]);
  });
});

describe('what a service does not take', () => {
  it('is tried again, each time later, and given up at last; it counts for no cap', async () => {
    const one = await planned();
    provider.says = () => ({ is: 'unsent', reason: '503' });
    let at = NOON;
    const pauses = [];
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      expect((await send(at)).trouble).toMatchObject({ reason: '503' });
      const { status, attempts, error, scheduled_for } = await only(one);
      expect([status, attempts, error]).toEqual(['scheduled', attempt, '503']);
      const next = scheduled_for.toISOString();
      pauses.push((Date.parse(next) - Date.parse(at)) / 60_000);
      at = next;
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64]);
    await send(at);
    expect(await on.states(one)).toEqual(['failed gave_up']);
    expect(await handedOver(one.customer_id)).toEqual([]);
    expect(await send(after(10_000))).toMatchObject({ found: 0 });
  });

  it('fails at once where it never will take it', async () => {
    const one = await planned();
    provider.says = () => ({ is: 'refused', reason: 'validation_error' });
    await send(NOON);
    expect(await only(one)).toMatchObject({
      ...{ status: 'failed', reason: 'refused_by_provider', error: 'validation_error' },
    });
  });

  it('is not sent again where nobody knows, and counts for the cap', async () => {
    const one = await planned();
    provider.says = () => ({ is: 'unknown' });
    await send(NOON);
    expect(await on.states(one)).toEqual(['failed outcome_unknown']);
    expect(await handedOver(one.customer_id)).toEqual([NOON]);
    provider.says = undefined;
    await send(after(10_000));
    expect(provider.mails).toEqual([]);
  });
});

describe('a claim', () => {
  it('of which nothing is heard in time ends as unknown, and cannot be settled then', async () => {
    const one = await planned();
    const claim = randomUUID();
    expect(await claimed(claim)).toMatchObject([{ id: one.message_id, status: 'sending' }]);
    expect(await giveUp(after(1))).toEqual([{ ended: 0 }]);
    expect(await giveUp(after(2))).toEqual([{ ended: 1 }]);
    expect(await on.states(one)).toEqual(['failed outcome_unknown']);
    await settled(claim, one.message_id, { status: 'scheduled', taken: false, pause_s: 0 });
    expect(await on.states(one)).toEqual(['failed outcome_unknown']);
    expect(await handedOver(one.customer_id)).toEqual([NOON]);
  });

  it('is settled once, and by who has it', async () => {
    const one = await planned();
    const claim = randomUUID();
    await claimed(claim);
    await settled(randomUUID(), one.message_id, {});
    expect(await on.states(one)).toEqual(['sending']);
    await settled(claim, one.message_id, { ticket: 'first' });
    await settled(claim, one.message_id, { status: 'failed', reason: 'gave_up', taken: false });
    expect(await only(one)).toMatchObject({ status: 'sent', provider_message_id: 'first' });
    expect(await handedOver(one.customer_id)).toEqual([NOON]);
  });

  it('that loses a message to the provider’s own word leaves that as it is', async () => {
    const one = await planned();
    provider.during = () =>
      under.admin`select private.apply_resend_event(${randomUUID()}, 'email.delivered', ${NOON},
        ${one.message_id}, null, 'early', 'a@example.com', false, null)`;
    await send(NOON);
    expect(await only(one)).toMatchObject({ status: 'delivered', provider_message_id: 'early' });
  });
});
