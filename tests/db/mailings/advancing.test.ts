import type { SQL } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/mailings/automations/versions/node.ts';
import { advanceEntries } from '../../../src/mailings/entries/advance-entries.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { automationScenes } from './support/automation-scenes.ts';

const under = useDoor();
const at = automationScenes(() => under.admin);
const db = () => under.door.asSystem('test');
const ENTERED = '2026-06-01T00:00:00Z';
const advance = (now = ENTERED) => advanceEntries({ db: db(), now: new Date(now) });
const placed = { trigger: 'order_placed', trigger_options: {} } as const;

/** An automation of these nodes, and customers who have entered it. */
async function entered(nodes: Node[], customers = 1) {
  const shop_id = await at.shop();
  const one = await at.automation(shop_id, placed, { nodes });
  const ids: string[] = [];
  for (let nth = 0; nth < customers; nth++) {
    ids.push(await at.customer(shop_id, { email: `c${nth}@tatame.test` }));
  }
  await enter(one, ids);
  return { ...one, customer_id: ids[0]!, customers: ids };
}

const enter = (
  { shop_id, automation_id, version_id }: {
    shop_id: string;
    automation_id: string;
    version_id: string;
  },
  customers: string[],
  key = 'order:1',
) =>
  under.admin`insert into private.automation_entries ${
    under.admin(customers.map((customer_id) => ({
      ...{ shop_id, automation_id, version_id, customer_id, key, due_at: ENTERED },
    })))
  }`;

const states = async (automation_id: string) =>
  (await at.entries(automation_id)).map(({ state, node }) => `${state} ${node}`);

describe('an entry', () => {
  it('waits from when its node was due, then puts its tag, then is done', async () => {
    const { automation_id, shop_id, customer_id } = await entered([
      { kind: 'wait', minutes: 90, next: 1 },
      { kind: 'tag', tag: 'waited', next: null },
    ]);
    // Looked at late: the wait is no longer for it.
    expect(await advance('2026-06-01T01:00:00Z')).toMatchObject({ advanced: 1, done: 0 });
    expect(await at.entries(automation_id)).toMatchObject([
      { state: 'active', node: 1, due_at: new Date('2026-06-01T01:30:00Z') },
    ]);
    expect(await advance('2026-06-01T01:29:59Z')).toMatchObject({ advanced: 0 });
    expect(await advance('2026-06-01T01:30:00Z'))
      .toEqual({ advanced: 1, planned: 0, tagged: 1, done: 1, left: 0 });
    expect(await at.tags(shop_id)).toEqual([`${customer_id} waited`]);
    expect(await advance('2027-06-01T00:00:00Z')).toMatchObject({ advanced: 0 });
  });

  it('takes the path of a branch whose conditions hold when it comes there', async () => {
    const { automation_id, shop_id, customers } = await entered([
      {
        kind: 'branch',
        conditions: [{ field: 'tag', is: 'in', value: ['known'] }],
        then: 1,
        otherwise: 2,
      },
      { kind: 'tag', tag: 'then', next: 3 },
      { kind: 'tag', tag: 'otherwise', next: 3 },
      { kind: 'tag', tag: 'both', next: null },
    ], 2);
    await under.admin`insert into customer_tags (shop_id, customer_id, tag, automation_id)
      values (${shop_id}, ${customers[0]!}, 'known', ${automation_id})`;
    expect(await advance()).toMatchObject({ advanced: 6, tagged: 4, done: 2 });
    expect((await at.tags(shop_id)).sort()).toEqual([
      ...['both', 'known', 'then'].map((tag) => `${customers[0]} ${tag}`),
      ...['both', 'otherwise'].map((tag) => `${customers[1]} ${tag}`),
    ].sort());
  });

  it('at the end of a branch without steps is done', async () => {
    const { automation_id } = await entered([
      {
        kind: 'branch',
        conditions: [{ field: 'orders_count', is: 'at_least', value: 1 }],
        then: null,
        otherwise: null,
      },
    ]);
    expect(await advance()).toMatchObject({ advanced: 1, done: 1 });
    expect(await states(automation_id)).toEqual(['done 0']);
  });

  it('plans one message at a node that sends one, decided at once', async () => {
    const shop_id = await at.shop();
    const template_id = await at.insert('message_templates', {
      ...{ shop_id, name: 'One', channel: 'email', default_locale: 'en' },
      contents: under.admin.json({ en: { subject: 'Hello', text: 'Hello' } }),
    });
    const template_version_id = await at.insert('message_template_versions', {
      ...{ shop_id, template_id, number: 1, channel: 'email', default_locale: 'en' },
      ...{ contents: under.admin.json({ en: { subject: 'Hello', text: 'Hello' } }), variables: [] },
    });
    const one = await at.automation(shop_id, placed, {
      nodes: [{ kind: 'email', template_id, template_version_id, next: null }],
    });
    const [yes, no] = [
      await at.customer(shop_id, { email: 'a@tatame.test', email_consent: 'subscribed' }),
      await at.customer(shop_id, { email: 'b@tatame.test', email_consent: 'unsubscribed' }),
    ];
    await enter(one, [yes, no]);
    expect(await advance()).toMatchObject({ advanced: 2, planned: 2, done: 2 });
    const planned = await under.admin`select customer_id, node, channel, status, reason, planned_for
      from message_logs where shop_id = ${shop_id} order by status`;
    expect(planned).toMatchObject([
      { customer_id: yes, node: 0, channel: 'email', status: 'scheduled', reason: null },
      { customer_id: no, status: 'refused', reason: 'no_consent' },
    ]);
    expect(planned[0]!.planned_for).toEqual(new Date(ENTERED));
  });

  it('of a stopped automation goes on without its tags', async () => {
    const { automation_id, shop_id } = await entered([{ kind: 'tag', tag: 'no', next: null }]);
    await under.admin`update automations set enabled = false where id = ${automation_id}`;
    expect(await advance()).toMatchObject({ advanced: 1, tagged: 0, done: 1 });
    expect(await at.tags(shop_id)).toEqual([]);
  });

  it('of a version that raw SQL made senseless leaves, and is not looked at again', async () => {
    const { automation_id } = await entered([{ kind: 'nonsense' } as never]);
    const circle = await entered([{ kind: 'tag', tag: 'round', next: 0 } as never]);
    expect(await advance()).toEqual({ advanced: 2, planned: 0, tagged: 0, done: 0, left: 2 });
    expect(await states(automation_id)).toEqual(['left 0']);
    expect(await states(circle.automation_id)).toEqual(['left 0']);
    expect(await advance()).toMatchObject({ advanced: 0 });
  });

  it('that is one of very many of a shop keeps nobody of another waiting', async () => {
    const big = await entered([{ kind: 'wait', minutes: 1, next: 1 }, {
      kind: 'tag',
      tag: 'big',
      next: null,
    }]);
    await under.admin`insert into customers (shop_id, shopify_id)
      select ${big.shop_id}, n from generate_series(1, 1200) n`;
    await under.admin`insert into private.automation_entries
        (shop_id, automation_id, version_id, customer_id, key, due_at)
      select shop_id, ${big.automation_id}, ${big.version_id}, id, 'order:2', '2026-05-01'
      from customers where shop_id = ${big.shop_id}`;
    const small = await entered([{ kind: 'tag', tag: 'small', next: null }]);
    // Time goes by with statements: there is some for one, of whose turn it is, and two for each of them.
    const system = db();
    let statements = 0;
    const counted: typeof system = Object.create(system, {
      execute: {
        value: (query: SQL) => {
          statements++;
          return system.execute(query);
        },
      },
    });
    const clock = Date.now;
    Date.now = () => statements;
    try {
      await advanceEntries({ db: counted, now: new Date(ENTERED), before: 5 });
    } finally {
      Date.now = clock;
    }
    expect(await states(small.automation_id)).toEqual(['done 0']);
    expect((await states(big.automation_id)).filter((state) => state === 'active 0').length)
      .toBeGreaterThan(500);
  });
});
