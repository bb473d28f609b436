import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { DeliveryHeaders } from '../../../src/store/deliveries/contract.ts';
import { receiveDelivery } from '../../../src/store/deliveries/receive-delivery.ts';
import { sealsOf } from '../../../src/store/shops/access/seal.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import type { Delivery, SigningShop } from '../../../testkit/doubles/shopify/deliveries.ts';
import { historyOf } from '../../../testkit/doubles/shopify/people/history.ts';
import { measured } from '../../line.ts';
import { compare, interleave, timed, type Variant } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { startBenchFunctions, STORE_KEY } from '../../support/functions.ts';

const CONNECTIONS = 8;
const SECRET = 'the secret of the bench';

/**
 * Deliveries per second that are noted and applied, customers, orders and refunds in the order of events,
 * on eight connections: at the verb, and over HTTP with their signatures, against a bare upsert of a row
 * of an order for each, into a table with the same indexes and nothing that follows.
 */
export const storeDeliveries: Suite = {
  title: 'store deliveries',
  lines: ['store.deliveries', 'store.deliveries.http'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const door = openDoors(database, { poolSize: CONNECTIONS });
    resources.onClose(door.end);
    const db = door.asSystem('bench');
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end());
    await admin.unsafe(`
      create table private.bench_orders (like public.orders including defaults including indexes);
      alter table private.bench_orders drop column value;
      grant all on private.bench_orders to service_role`);
    const { stack, runtime } = await startBenchFunctions(resources);
    const theirs = postgres(stack.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => theirs.end());
    const webhooks = `http://127.0.0.1:${(await runtime.lease('webhooks'))?.port}/webhooks/shopify`;

    const perSecond = (work: Delivery[], one: (delivery: Delivery) => Promise<unknown>) =>
      timed(() => onEach(work, one)).then((ms) => work.length / (ms / 1000));
    const verb: Variant = async () => {
      const shop = { id: (await newShop(admin)).shop_id, currency: 'EUR' };
      return await perSecond(newsOf(sender()), async ({ headers, body: text }) => {
        const told = DeliveryHeaders.parse(headers);
        const { outcome } = await receiveDelivery({ db }, {
          ...{ shop, text, topic: told['x-shopify-topic'] },
          event_id: told['x-shopify-event-id'],
          triggered_at: told['x-shopify-triggered-at'],
        });
        if (!['applied', 'stale'].includes(outcome)) throw new Error(`It was ${outcome}`);
      });
    };
    const overHttp: Variant = async () => {
      const { domain } = await newShop(theirs);
      return await perSecond(newsOf(sender(domain)), (delivery) => post(webhooks, delivery));
    };
    const bare: Variant = () => {
      const shop_id = randomUUID();
      let number = 0;
      return perSecond(newsOf(sender()), () => upsert(db, shop_id, number++ % ORDERS));
    };
    const samples = await interleave({ bare, verb, overHttp }, { rounds: 11, onRound: progress });
    return [
      measured('store.deliveries', 'deliveries/s', compare(samples.verb, samples.bare), {
        atLeast: 0.5,
      }),
      measured(
        'store.deliveries.http',
        'deliveries/s',
        compare(samples.overHttp, samples.bare),
      ),
    ];
  },
};

const ORDERS = 200;

const sender = (domain = 'bench.myshopify.com'): SigningShop => ({
  ...{ id: '1', domain, name: 'Bench', email: 'owner@example.com' },
  ...{ currency: 'EUR', timezone: 'UTC', clientSecret: SECRET },
});
const newsOf = (shop: SigningShop) =>
  historyOf(shop, { customers: 60, orders: ORDERS, refunds: 10 }).deliveries;

/** Works through all on as many connections. */
async function onEach<T>(all: T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = all.toReversed();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (let one = left.pop(); one; one = left.pop()) await work(one);
  }));
}

async function newShop(owner: postgres.Sql) {
  const [shop_id, domain] = [randomUUID(), `b-${randomUUID()}.myshopify.com`];
  const sealed_secret = await sealsOf([STORE_KEY]).seal(SECRET, { shop_id, what: 'secret' });
  const [gym] = await owner`insert into gyms (name, timezone) values ('Bench', 'UTC') returning id`;
  await owner`insert into shops ${
    owner({
      ...{ id: shop_id, gym_id: gym!['id'], domain, state: 'connected' },
      ...{ currency: 'EUR', timezone: 'UTC' },
    })
  }`;
  await owner`insert into private.shop_credentials ${
    owner({ shop_id, kind: 'offline_token', sealed_secret })
  }`;
  return { shop_id, domain };
}

const upsert = (db: SystemDatabase, shop_id: string, number: number) =>
  db.execute(sql`
    insert into private.bench_orders as o (shop_id, shopify_id, customer_id, order_number,
      total_price, refunded, currency, financial_status, placed_at, shopify_updated_at, observed_at)
    values (${shop_id}, ${number + 1}, ${shop_id}, ${`#${number}`}, '12.50', '0', 'EUR', 'paid',
      now(), now(), clock_timestamp())
    on conflict (shop_id, shopify_id) do update set
      total_price = excluded.total_price, refunded = excluded.refunded,
      financial_status = excluded.financial_status, observed_at = excluded.observed_at
    where (excluded.shopify_updated_at, excluded.observed_at)
      > (o.shopify_updated_at, o.observed_at)`);

const agent = new Agent({ keepAlive: true });

/** Delivers over a connection that stays open; throws unless the answer is 200. */
const post = (url: string, { headers, body }: Delivery): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = { ...headers, 'content-length': String(new TextEncoder().encode(body).length) };
    request(url, { agent, method: 'POST', headers: sent }, (answer) => {
      answer.resume().once('error', reject).once(
        'end',
        () =>
          answer.statusCode === 200
            ? resolve()
            : reject(new Error(`It answered ${answer.statusCode}`)),
      );
    }).once('error', reject).end(body);
  });
