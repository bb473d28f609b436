import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '../../local/mail/mailbox.ts';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { found, type Someone, someone } from './support/callers.ts';

const { adminUrl, status: { api_url } } = stack();
const LINK = /^<(http.*\/functions\/v1\/mailings\/unsubscribe\/[\w-]+)>$/;

describe('an order that an automation waits for', () => {
  let manager: Someone;
  let stranger: Someone;
  let admin: postgres.Sql;
  let shop_id: string;
  let automation_id: string;
  let customer: { id: string; email: string };
  const as = ({ client }: Someone) =>
  (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: Record<string, unknown>,
    headers: Record<string, string> = {},
  ) => call(client, method, `mailings/${path}`, { ...body && { body }, headers });
  const must = async (answer: ReturnType<typeof call>) => {
    const { status, body, headers } = await answer;
    expect([status, body]).toEqual([expect.toSatisfy((code: number) => code < 300), body]);
    return { ...body, etag: headers.get('etag') };
  };
  const inserted = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [made] = await admin`insert into ${admin(table)} ${admin(row)} returning id`;
    return made!.id as string;
  };
  const order = (number: number) =>
    inserted('orders', {
      ...{ shop_id, customer_id: customer.id, shopify_id: String(77_000 + number) },
      ...{ order_number: `#${number}`, total_price: '50', currency: 'BRL' },
      ...{ financial_status: 'paid', placed_at: new Date(), shopify_updated_at: new Date() },
    });
  const messages = async (query = '') =>
    (await as(manager)('GET', `shops/${shop_id}/messages?${query}`)).body.items;
  /** What came of the customer's messages, the newest first; jobs do not wait for their next time. */
  const states = async (): Promise<string[]> => {
    await admin`update private.jobs set run_at = now() where status = 'queued' and kind in
      ('enter_automations', 'advance_entries', 'send_due_messages', 'send_messages')`;
    return (await messages(`customer_id=${customer.id}`)).map(
      ({ status, reason }: Record<string, string>) => [status, reason].filter(Boolean).join(' '),
    );
  };
  const came = (...expected: string[]) =>
    expect.poll(states, { timeout: 60_000, interval: 500 }).toEqual(expected);
  const mailbox = async (): Promise<(Mail & { headers: Record<string, string> })[]> => {
    const to = encodeURIComponent(customer.email);
    return (await (await fetch(`${api_url}/mail.json?to=${to}`)).json()).items;
  };

  beforeAll(async () => {
    admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
    [manager, stranger] = await Promise.all([someone('Mia'), someone('Olga')]);
    const gym_id = await found(manager, 'Kaizen');
    shop_id = await inserted('shops', {
      ...{ gym_id, domain: `m-${randomUUID().slice(0, 8)}.myshopify.com`, state: 'connected' },
      ...{ currency: 'BRL', timezone: 'America/Sao_Paulo' },
    });
    const email = `${randomUUID()}@tatame.test`;
    const id = await inserted('customers', {
      ...{ shop_id, shopify_id: '71000', email, email_consent: 'subscribed', first_name: 'Ana' },
    });
    customer = { id, email };
    const ask = as(manager);
    await must(ask('PUT', `shops/${shop_id}/settings`, {
      ...{ cap_messages: 9, cap_days: 7, reply_to: 'kaizen@tatame.test', postal_address: 'Rua 1' },
    }));
    const template = await must(ask('POST', `shops/${shop_id}/templates`, {
      ...{ name: 'Thanks', channel: 'email', default_locale: 'en' },
      contents: {
        en: {
          subject: 'Thanks, {{ first_name }}',
          text: 'Order {{ order_number }}',
          html: '<p>Order {{ order_number }}</p>',
        },
      },
      fallbacks: { en: { first_name: 'friend' } },
    }));
    await must(ask('POST', `templates/${template.id}/versions`, {}));
    const made = await must(ask('POST', `shops/${shop_id}/automations`, {
      ...{ name: 'Thanks', trigger: 'order_placed', action: 'email', template_id: template.id },
    }));
    automation_id = made.id;
    const at = `automations/${automation_id}`;
    const published = await must(
      ask('PUT', `${at}/publication`, undefined, { 'if-match': made.etag! }),
    );
    await must(ask('PUT', `${at}/enabled`, { enabled: true }, { 'if-match': published.etag! }));
  });
  afterAll(() => admin?.end());

  it('is told of by a mail, once', async () => {
    await order(1);
    await came('sent');
    const [mail, ...more] = await mailbox();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      ...{ subject: 'Thanks, Ana', text: expect.stringContaining('Order #1') },
      headers: {
        'Reply-To': 'kaizen@tatame.test',
        'List-Unsubscribe': expect.stringMatching(LINK),
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    });
    const [message] = await messages();
    expect(message).toMatchObject({ address: customer.email, attempts: 1, node: 0 });
    const read = await as(manager)('GET', `messages/${message.id}`);
    expect([read.status, read.body]).toEqual([200, message]);
  });

  it('is told of no more once its link was used, and what was planned is refused', async () => {
    const [mail] = await mailbox();
    const link = LINK.exec(mail!.headers['List-Unsubscribe']!)![1]!;
    const form = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(link, { method: 'POST', body: form })).status).toBe(200);
    await order(2);
    await came('refused unsubscribed', 'sent');
    expect(await mailbox()).toHaveLength(1);
  });

  it('is found by what became of it', async () => {
    const count = async (query: string) => (await messages(query)).length;
    expect(await count('status=refused')).toBe(1);
    expect(await count('reason=unsubscribed')).toBe(1);
    expect(await count('reason=cap')).toBe(0);
    expect(await count(`automation_id=${automation_id}&status=sent`)).toBe(1);
    expect(await count(`automation_id=${randomUUID()}`)).toBe(0);
    const first = await as(manager)('GET', `shops/${shop_id}/messages?limit=1`);
    const cursor = encodeURIComponent(first.body.next_cursor);
    expect(await messages(`limit=1&cursor=${cursor}`)).toMatchObject([{ status: 'sent' }]);
    expect((await as(manager)('GET', `shops/${shop_id}/messages?status=lost`)).status).toBe(400);
  });

  it('that failed is sent again by managers, who accept what may come twice', async () => {
    const [{ id }] = await messages('status=sent');
    const ask = as(manager);
    const one = (body: object, by = ask) => by('POST', `messages/${id}/replay`, { ...body });
    expect((await one({})).body.code).toBe('message_not_failed');
    await admin`update message_logs set status = 'failed', reason = 'outcome_unknown'
      where id = ${id}`;
    const refused = await one({});
    expect([refused.status, refused.body.code]).toEqual([409, 'messages_may_repeat']);
    const all = (reasons: string[], may_repeat = false, by = ask) =>
      by('POST', `automations/${automation_id}/messages/replay`, { reasons, may_repeat });
    expect((await all(['outcome_unknown'])).body.code).toBe('messages_may_repeat');
    expect((await all(['gave_up'])).body).toEqual({ replayed: 0, may_repeat: 0 });
    expect((await all(['tired'])).status).toBe(400);
    const answers = await Promise.all([
      one({ may_repeat: true }, as(stranger)),
      all(['outcome_unknown'], true, as(stranger)),
      as(stranger)('GET', `messages/${id}`),
    ]);
    expect(answers.map(({ body }) => body.code)).toEqual([
      ...['message_not_found', 'automation_not_found', 'message_not_found'],
    ]);
    expect((await as(stranger)('GET', `shops/${shop_id}/messages`)).body.items).toEqual([]);
    expect((await one({ may_repeat: true })).body).toEqual({ replayed: 1, may_repeat: 1 });
    // They have unsubscribed meanwhile, so it comes to nobody twice.
    await came('refused unsubscribed', 'refused unsubscribed');
    expect(await mailbox()).toHaveLength(1);
  });
});
