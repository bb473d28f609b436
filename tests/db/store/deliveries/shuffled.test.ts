import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryOutcome } from '../../../../src/store/deliveries/contract.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { type Doors, openDoors } from '../../../../testkit/door/doors.ts';
import type { Delivery } from '../../../../testkit/doubles/shopify/deliveries.ts';
import { amountOf, units } from '../../../../testkit/doubles/shopify/money.ts';
import { historyOf } from '../../../../testkit/doubles/shopify/people/history.ts';
import { draws } from '../../../../testkit/doubles/shopify/people/random.ts';
import { refundedOf } from '../../../../testkit/doubles/shopify/shop.ts';
import { deliver, sender } from '../support/deliver.ts';
import { scenes } from '../support/shops.ts';
import { stateOf } from '../support/state.ts';
import { work } from '../support/work.ts';

/** How many deliveries there are at least, before each is sent twice. */
const DELIVERIES = Number(process.env.PROOF_ROUNDS ?? 300);
const KILLS = process.env.PROOF_ROUNDS ? 10 : 2;
const CONNECTIONS = 8;
const workerFile = fileURLToPath(new URL('../support/delivery-worker.ts', import.meta.url));

// An order has two deliveries at least, a customer three.
const history = historyOf(sender, {
  customers: Math.ceil(DELIVERIES / 12),
  orders: Math.ceil(DELIVERIES / 5),
  ...{ refunds: 25, cancelled: 10, seed: DELIVERIES },
});

/** All of them twice, in no order. */
function shuffledTwice(seed: number): Delivery[] {
  const draw = draws(seed);
  const all = [...history.deliveries, ...history.deliveries];
  for (let last = all.length - 1; last > 0; last--) {
    const other = draw.below(last + 1);
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
}

describe(`${history.deliveries.length} deliveries`, () => {
  let database: TestDatabase;
  let admin: postgres.Sql;
  let door: Doors;
  let inOrder: Awaited<ReturnType<typeof stateOf>>;
  const db = () => door.asSystem('test');
  const at = scenes(() => admin);
  beforeAll(async () => {
    database = await createTestDatabase();
    admin = postgres(database.adminUrl, { max: 5, onnotice: () => {} });
    door = openDoors(database, { poolSize: CONNECTIONS, acquireTimeoutMs: 60_000 });
    const shop_id = await at.shop();
    for (const one of history.deliveries) await deliver(db(), shop_id, one);
    inOrder = await stateOf(admin, shop_id);
  }, 300_000);
  afterAll(async () => {
    await Promise.all([door.end(), admin.end()]);
    await database.drop();
  });

  it('come to what is true at Shopify, to the cent', () => {
    expect(history.deliveries.length).toBeGreaterThanOrEqual(DELIVERIES);
    expect(
      inOrder.orders.map(({ shopify_id, total_price, refunded, financial_status, ...row }) => ({
        ...{
          shopify_id,
          refunded,
          total_price,
          financial_status,
          cancelled: row.cancelled_at !== null,
        },
      })),
    ).toEqual(
      history.orders.map((order) => ({
        shopify_id: order.id,
        refunded: exact(refundedOf(order)),
        total_price: exact(order.totalPrice),
        financial_status: order.financialStatus?.toLowerCase(),
        cancelled: order.cancelledAt !== null,
      })).toSorted((a, b) => BigInt(a.shopify_id) < BigInt(b.shopify_id) ? -1 : 1),
    );
    expect(inOrder.sums.map(({ shopify_id, orders_count, total_spent }) => [
      ...[shopify_id, orders_count, total_spent],
    ])).toEqual(sumsOf());
    const names = new Map(history.customers.map(({ id, email }) => [id, email]));
    for (const { shopify_id, email } of inOrder.customers) {
      expect(email).toBe(names.get(shopify_id));
    }
  });

  it(`shuffled, each twice, over ${CONNECTIONS} connections at once come to the same`, async () => {
    const shop_id = await at.shop();
    const left = shuffledTwice(1);
    const outcomes = new Map<DeliveryOutcome, number>();
    const began = Date.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
      for (let one = left.pop(); one; one = left.pop()) {
        const { outcome } = await deliver(db(), shop_id, one);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }));
    tell(`${CONNECTIONS} connections`, began, outcomes);
    await work(db());
    expect(await stateOf(admin, shop_id)).toEqual(inOrder);
    expect(outcomes.get('duplicate')).toBe(history.deliveries.length);
  }, 600_000);

  it(`and so they do where who applies them is killed ${KILLS} times`, async () => {
    const shop_id = await at.shop();
    const sent = new Sent(shuffledTwice(2));
    const began = Date.now();
    let next = worker(shop_id);
    for (let kill = 1; kill <= KILLS; kill++) {
      const one = await next;
      // The one after it starts meanwhile.
      next = worker(shop_id);
      await sent.until(one, kill * sent.all / (KILLS + 1));
    }
    await sent.until(await next, sent.all);
    tell(`${KILLS} kills`, began, sent.outcomes);
    await work(db());
    await admin`delete from private.shopify_deliveries where topic = 'warm'`;
    expect(await stateOf(admin, shop_id)).toEqual(inOrder);
    expect(sent.repeated).toBeGreaterThan(0);
  }, 900_000);

  async function worker(shop_id: string): Promise<ChildProcess> {
    const child = fork(workerFile, [database.systemUrl, shop_id, String(CONNECTIONS)], {
      execArgv: ['--import', 'tsx'],
    });
    await new Promise((ready) => child.once('message', ready));
    return child;
  }
});

/** What a sender has sent and what of it was answered: what was not is sent again. */
class Sent {
  readonly all: number;
  readonly outcomes = new Map<DeliveryOutcome, number>();
  repeated = 0;
  #answered = 0;

  constructor(private readonly left: Delivery[]) {
    this.all = left.length;
  }

  /** Sends to a worker until so many were answered, and kills it with what is under way. */
  async until(child: ChildProcess, answered: number): Promise<void> {
    const underWay = new Map<number, Delivery>();
    let number = 0;
    const next = () => {
      const delivery = this.left.pop();
      if (!delivery) return;
      underWay.set(++number, delivery);
      child.send({ number, delivery });
    };
    await new Promise<void>((reached) => {
      child.on('message', (answer: { number: number; outcome: DeliveryOutcome }) => {
        underWay.delete(answer.number);
        this.#answered++;
        this.outcomes.set(answer.outcome, (this.outcomes.get(answer.outcome) ?? 0) + 1);
        if (this.#answered >= answered) reached();
        next();
      });
      // More than there are connections: some are always on their way into the database.
      for (let first = 0; first < 2 * CONNECTIONS; first++) next();
    });
    const gone = new Promise((exited) => child.once('exit', exited));
    child.kill('SIGKILL');
    await gone;
    this.left.push(...underWay.values());
    this.repeated += underWay.size;
  }
}

const exact = (amount: string) => amountOf(units(amount));

/** What customers' orders come to, reckoned plainly from what is true. */
function sumsOf() {
  const sums = new Map<string, { orders: number; spent: bigint }>();
  for (const order of history.orders) {
    const [total, refunded] = [units(order.totalPrice), units(refundedOf(order))];
    const paid = ['PAID', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED'].includes(
      order.financialStatus ?? '',
    );
    const counts = paid && !order.cancelledAt && (refunded === 0n || refunded < total);
    if (!counts || order.customerId === null) continue;
    const sum = sums.get(order.customerId) ?? { orders: 0, spent: 0n };
    sums.set(order.customerId, { orders: sum.orders + 1, spent: sum.spent + total - refunded });
  }
  return [...sums].toSorted(([a], [b]) => BigInt(a) < BigInt(b) ? -1 : 1)
    .map(([id, { orders, spent }]) => [id, orders, amountOf(spent)]);
}

/** Figures of a proof in full size. */
function tell(what: string, began: number, outcomes: Map<DeliveryOutcome, number>): void {
  if (!process.env.PROOF_ROUNDS) return;
  const ms = Date.now() - began;
  const all = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${what}: ${all} in ${ms} ms, ${Math.round(all / ms * 1000)}/s`, outcomes);
}
