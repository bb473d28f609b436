import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { found, type Someone, someone } from './support/callers.ts';

describe('who would get an automation’s message, and what came of it', () => {
  let manager: Someone;
  let stranger: Someone;
  let admin: postgres.Sql;
  let shop = '';
  let automation = '';
  const customers: string[] = [];
  const ask = (
    { client }: Someone,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: Record<string, unknown>,
  ) => call(client, method, `mailings/${path}`, body && { body });

  const inserted = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [made] = await admin<{ id: string }[]>`
      insert into ${admin(table)} ${admin(row)} returning id`;
    return made!.id;
  };

  beforeAll(async () => {
    admin = postgres(stack().adminUrl, { max: 1, onnotice: () => {} });
    [manager, stranger] = await Promise.all([someone('Mia'), someone('Olga')]);
    const gym_id = await found(manager);
    shop = await inserted('shops', {
      ...{ gym_id, domain: `d-${randomUUID().slice(0, 8)}.myshopify.com`, state: 'connected' },
      ...{ currency: 'BRL', timezone: 'UTC' },
    });
    const template_id = await inserted('message_templates', {
      ...{ shop_id: shop, name: 'News', channel: 'email', default_locale: 'en' },
      contents: { en: { subject: 'News', text: 'News' } },
    });
    automation = await inserted('automations', {
      ...{ shop_id: shop, name: 'Thanks', trigger: 'order_placed', action: 'email', template_id },
    });
    for (const email_consent of ['subscribed', 'not_subscribed', 'subscribed']) {
      customers.push(
        await inserted('customers', {
          ...{ shop_id: shop, shopify_id: String(81_000 + customers.length), email_consent },
          ...{ email: `c${customers.length}@example.com`, first_name: `C${customers.length}` },
        }),
      );
    }
    for (const customer_id of customers.slice(0, 2)) {
      await inserted('orders', {
        ...{
          shop_id: shop,
          customer_id,
          shopify_id: String(91_000 + customers.indexOf(customer_id)),
        },
        ...{ order_number: '#1', total_price: '50', currency: 'BRL', financial_status: 'paid' },
        ...{ placed_at: new Date(), shopify_updated_at: new Date() },
      });
    }
  });
  afterAll(() => admin?.end());

  it('finds it out without sending anything, and says why not of everybody', async () => {
    const path = `automations/${automation}/dry-runs`;
    const started = await ask(manager, 'POST', path, {});
    expect(started).toMatchObject({ status: 202, body: { of: 'draft', as_of: null } });
    await expect.poll(
      async () => (await ask(manager, 'GET', `dry-runs/${started.body.id}`)).body.state,
      { timeout: 20_000 },
    ).toBe('done');
    const { body } = await ask(manager, 'GET', `dry-runs/${started.body.id}`);
    expect(body.totals).toEqual({
      ...{ customers: 3, planned: 2, to_send: 1, held_out: 0 },
      rescheduled: { total: 0, reasons: [] },
      refused: { total: 1, reasons: [{ reason: 'no_consent', count: 1 }] },
      not_planned: { total: 1, reasons: [{ reason: 'not_triggered', count: 1 }] },
    });
    const list = (query: string, as = manager) =>
      ask(as, 'GET', `dry-runs/${started.body.id}/customers?${query}`);
    const all = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(`limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      all.push(...page.body.items);
      cursor = page.body.next_cursor;
    }
    expect(all.map(({ first_name, outcome, reason }) => [first_name, outcome, reason])).toEqual([
      ['C2', 'not_planned', 'not_triggered'],
      ['C1', 'refused', 'no_consent'],
      ['C0', 'to_send', null],
    ]);
    const only = async (query: string) =>
      (await list(query)).body.items.map(({ first_name }: { first_name: string }) => first_name);
    expect(await only('outcome=refused')).toEqual(['C1']);
    expect(await only('outcome=refused&reason=minor')).toEqual([]);
    expect(await only(`customer_id=${customers[0]}`)).toEqual(['C0']);
    expect((await list('outcome=nonsense')).status).toBe(400);
    expect((await list('', stranger)).body.items).toEqual([]);
    expect((await ask(stranger, 'GET', `dry-runs/${started.body.id}`)).body.code)
      .toBe('dry_run_not_found');
    expect((await ask(manager, 'GET', path)).body.items).toHaveLength(1);
    const [sent] = await admin`
      select count(*)::integer as count from message_logs where shop_id = ${shop}`;
    expect(sent!['count']).toBe(0);
  });

  it('is refused to others, of what is not published, and of what is archived', async () => {
    const path = `automations/${automation}/dry-runs`;
    const codes = await Promise.all([
      ask(stranger, 'POST', path, {}),
      ask(manager, 'POST', path, { of: 'published' }),
      ask(manager, 'POST', `automations/${randomUUID()}/dry-runs`, {}),
    ]);
    expect(codes.map(({ body }) => body.code)).toEqual([
      'automation_not_found',
      'automation_not_published',
      'automation_not_found',
    ]);
  });

  it('sums up messages as they are, and what was bought upon them', async () => {
    const version_id = await inserted('automation_versions', {
      ...{ shop_id: shop, automation_id: automation, number: 1, trigger: 'order_placed' },
      nodes: admin.json([]),
    });
    const long = new Date(Date.now() - 86_400_000);
    const message = (status: string, reason: string | null, customer = 0) =>
      inserted('message_logs', {
        ...{ shop_id: shop, automation_id: automation, version_id, node: 0, channel: 'email' },
        ...{ customer_id: customers[customer], dedupe_key: randomUUID(), status, reason },
        ...{ planned_for: long, scheduled_for: long, sent_at: status === 'sent' ? long : null },
      });
    await message('sent', null);
    await message('scheduled', 'cap');
    await message('refused', 'minor', 1);
    await message('cancelled', null, 2);
    const read = (as: Someone, what: string) => ask(as, 'GET', `automations/${automation}/${what}`);
    expect((await read(manager, 'summary')).body).toMatchObject({
      ...{ planned: 3, to_send: 1, held_out: 0, cancelled: 1 },
      rescheduled: { total: 1, reasons: [{ reason: 'cap', count: 1 }] },
      refused: { total: 1, reasons: [{ reason: 'minor', count: 1 }] },
    });
    expect((await read(manager, 'summary?version_number=2')).body).toMatchObject({ planned: 0 });
    expect((await read(stranger, 'summary')).body.code).toBe('automation_not_found');
    expect((await read(manager, 'attribution?days=2')).body).toMatchObject({
      ...{ days: 2, currency: 'BRL' },
      attributed: { messages: 1, customers: 1, orders: 1, revenue: '50.0000' },
      comparison: { treated: null, difference: null, conclusive: false },
    });
    expect((await read(stranger, 'attribution')).body.code).toBe('automation_not_found');
    expect((await read(manager, 'attribution?days=91')).status).toBe(400);
  });

  it('keeps what holds for all mailings of a shop', async () => {
    const path = `shops/${shop}/settings`;
    expect((await ask(manager, 'GET', path)).body)
      .toMatchObject({ cap_messages: 3, cap_days: 7, postal_address: null, updated_at: null });
    const input = { cap_messages: 2, cap_days: 5, reply_to: null, postal_address: 'Rua 1' };
    expect((await ask(manager, 'PUT', path, input)).body).toMatchObject(input);
    expect((await ask(manager, 'PUT', path, { ...input, cap_days: 6 })).body.cap_days).toBe(6);
    expect((await ask(manager, 'GET', path)).body).toMatchObject({ ...input, cap_days: 6 });
    // No mail would leave that has another one.
    for (
      const reply_to of ['Kaizen <kaizen@b.test>', 'kaizen', 'a@b.test, c@b.test', 'a@b.test.']
    ) {
      expect((await ask(manager, 'PUT', path, { ...input, reply_to })).status).toBe(400);
    }
    const answered = await ask(manager, 'PUT', path, { ...input, reply_to: "o'h+1@b-c.test" });
    expect(answered.body.reply_to).toBe("o'h+1@b-c.test");
    expect((await ask(stranger, 'PUT', path, input)).body.code).toBe('shop_not_found');
    expect((await ask(stranger, 'GET', path)).body.code).toBe('shop_not_found');
  });
});
