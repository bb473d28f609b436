import { beforeEach, describe, expect, it } from 'vitest';
import {
  replayMessage,
  replayMessages,
} from '../../../../src/mailings/messages/replay-messages.ts';
import { sendMessages } from '../../../../src/mailings/messages/send-messages.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mailings } from '../support/scene.ts';
import { type Acting, managers } from './support/manager.ts';
import { providerOf } from './support/provider.ts';

const under = useDoor();
const on = mailings(() => under.admin);
/** A Monday at noon, in Lisbon, and a day later. */
const NOON = '2026-03-09T12:00:00.000Z';
const LATER = '2026-03-10T12:00:00.000Z';
const managerOf = managers(under, LATER);

let provider: ReturnType<typeof providerOf>;
let shop_id: string;
let manager: Acting;
let stranger: Acting;
beforeEach(async () => {
  provider = providerOf(() => under.door.asSystem('test'));
  const shop = await on.shop();
  shop_id = shop.shop_id;
  manager = await managerOf(shop.gym_id);
  stranger = await managerOf((await on.shop()).gym_id);
});

const send = (at: string) => sendMessages(provider.at(at), { shop_id });
const FAILED = { is: 'refused', reason: '550' } as const;
/** An automation of which two mails were refused, and the outcomes of two are unknown. */
async function failed() {
  const automation = await on.automation(shop_id);
  const customers = [];
  for (let n = 0; n < 4; n++) customers.push(await on.customer(shop_id));
  await on.plan(automation, customers, NOON);
  let calls = 0;
  provider.says = () => calls++ % 2 === 0 ? FAILED : { is: 'unknown' };
  await send(NOON);
  provider.says = undefined;
  return automation;
}
const sorted = async (of: { automation_id: string }) => (await on.states(of)).toSorted();
const all = (
  { automation_id }: { automation_id: string },
  reasons: Parameters<typeof replayMessages>[1]['body']['reasons'],
  may_repeat = false,
  by = manager,
) => replayMessages(by, { automation_id, body: { reasons, may_repeat } });

describe('what failed', () => {
  it('is sent again by its reason, as though it had never been tried', async () => {
    const automation = await failed();
    expect(await sorted(automation)).toEqual([
      ...['failed outcome_unknown', 'failed outcome_unknown'],
      ...['failed refused_by_provider', 'failed refused_by_provider'],
    ]);
    expect(await all(automation, ['refused_by_provider', 'gave_up']))
      .toEqual({ replayed: 2, may_repeat: 0 });
    const waiting = (await on.messages(automation)).filter(({ status }) => status === 'scheduled');
    expect(waiting).toHaveLength(2);
    for (const message of waiting) {
      expect(message).toMatchObject({
        ...{ attempts: 0, reason: null, error: null, scheduled_for: new Date(LATER) },
        planned_for: new Date(NOON),
      });
    }
    await send(LATER);
    expect(provider.mails).toHaveLength(2);
    expect(await all(automation, ['refused_by_provider'])).toEqual({ replayed: 0, may_repeat: 0 });
  });

  it('is sent again where nobody knows only as it is accepted, and says how many', async () => {
    const automation = await failed();
    const reasons = ['outcome_unknown', 'refused_by_provider'] as const;
    await expect(all(automation, [...reasons])).rejects.toMatchObject({
      code: 'messages_may_repeat',
    });
    expect(await sorted(automation)).not.toContain('scheduled');
    expect(await all(automation, [...reasons], true)).toEqual({ replayed: 4, may_repeat: 2 });
    expect(await sorted(automation)).toEqual(Array(4).fill('scheduled'));
  });

  it('is asked about anew: who took consent back since gets nothing', async () => {
    const automation = await failed();
    await under.admin`update customers set email_consent = 'unsubscribed'
      where id in (select customer_id from message_logs
        where automation_id = ${automation.automation_id})`;
    await all(automation, ['refused_by_provider']);
    await send(LATER);
    expect(provider.mails).toEqual([]);
    expect((await sorted(automation)).slice(2)).toEqual([
      ...['refused no_consent', 'refused no_consent'],
    ]);
  });

  it('counts for the cap as before where it may have come', async () => {
    const automation = await failed();
    await under.admin`update mailing_settings set cap_messages = 1 where shop_id = ${shop_id}`;
    await all(automation, ['outcome_unknown'], true);
    await send(LATER);
    await under.admin`update mailing_settings set cap_messages = 3 where shop_id = ${shop_id}`;
    expect(provider.mails).toEqual([]);
    expect((await sorted(automation)).slice(2)).toEqual(['scheduled cap', 'scheduled cap']);
  });

  it('is nothing to others, who learn nothing of it', async () => {
    const automation = await failed();
    const [{ id: message_id }] = await on.messages(automation) as unknown as [{ id: string }];
    await expect(all(automation, ['refused_by_provider'], true, stranger)).rejects
      .toMatchObject({ code: 'automation_not_found' });
    await expect(replayMessage(stranger, { message_id, body: { may_repeat: true } })).rejects
      .toMatchObject({ code: 'message_not_found' });
    expect(await sorted(automation)).not.toContain('scheduled');
  });
});

describe('one message', () => {
  it('is sent again, twice over only once it has failed again', async () => {
    const automation = await failed();
    const messages = await on.messages(automation);
    const one = (reason: string) => messages.find((message) => message.reason === reason)!.id;
    const replay = (message_id: string, may_repeat = false) =>
      replayMessage(manager, { message_id, body: { may_repeat } });
    const [known, unknown] = [one('refused_by_provider'), one('outcome_unknown')];
    expect(await replay(known)).toEqual({ replayed: 1, may_repeat: 0 });
    await expect(replay(known)).rejects.toMatchObject({ code: 'message_not_failed' });
    await expect(replay(unknown)).rejects.toMatchObject({ code: 'messages_may_repeat' });
    expect(await replay(unknown, true)).toEqual({ replayed: 1, may_repeat: 1 });
  });

  it('is sent again once, by however many at once', async () => {
    const automation = await failed();
    const asked = Array.from({ length: 6 }, () => all(automation, ['refused_by_provider']));
    const replayed = (await Promise.all(asked)).map((answer) => answer.replayed);
    expect(replayed.reduce((sum, count) => sum + count)).toBe(2);
    await Promise.all([send(LATER), send(LATER), send(LATER)]);
    await send(LATER);
    expect(new Set(provider.mails.map(({ id }) => id)).size).toBe(2);
    expect(provider.mails).toHaveLength(2);
  });
});
