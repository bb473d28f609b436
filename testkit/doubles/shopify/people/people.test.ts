import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { amountOf, inGraphql, inRest, sum, units } from '../money.ts';
import { refundedOf } from '../shop.ts';
import { timeIn } from '../rest/times.ts';
import { linesOfPeople, writeLines } from './lines.ts';
import { customerAt } from './customers.ts';
import { orderAt } from './orders.ts';
import { peopleOf } from './options.ts';
import { somePeople } from './people.ts';

const options = { customers: 300, orders: 1500, seed: 11 };

test('makes the same people for the same seed, in any order, and others for another', () => {
  const people = peopleOf(options);
  const { customers, orders } = somePeople(options);
  expect(customerAt(people, 250)).toEqual(customers[250]);
  expect(orderAt(people, 77)).toEqual(orders[77]);
  expect(somePeople({ ...options, seed: 12 }).orders[77]).not.toEqual(orders[77]);
});

test('makes ids of their own, beyond what a number holds', () => {
  const { customers, orders } = somePeople(options);
  const ids = [
    ...customers.map(({ id }) => id),
    ...orders.flatMap((order) => [order.id, ...order.refunds.map(({ id }) => id)]),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => BigInt(id) > BigInt(Number.MAX_SAFE_INTEGER))).toBe(true);
});

test('makes orders that hold together, with everything that may happen to one', () => {
  const { orders } = somePeople(options);
  for (const order of orders) {
    const refunded = units(refundedOf(order));
    expect(refunded <= units(order.totalPrice)).toBe(true);
    if (order.financialStatus === 'REFUNDED') expect(refunded).toBe(units(order.totalPrice));
    if (order.financialStatus === 'PAID') expect(refunded).toBe(0n);
    expect(order.updatedAt >= order.createdAt).toBe(true);
  }
  const statuses = new Set(orders.map(({ financialStatus }) => financialStatus));
  expect(statuses.size).toBe(8);
  expect(orders.filter(({ customerId }) => customerId === null).length).toBeGreaterThan(20);
  expect(orders.filter(({ refunds }) => refunds.length > 1).length).toBeGreaterThan(5);
});

test('writes every line once, mixed or not', async () => {
  const plain = [...linesOfPeople(options)];
  const mixed = [...linesOfPeople({ ...options, mixed: true })];
  expect(mixed.toSorted()).toEqual(plain.toSorted());
  expect(mixed).not.toEqual(plain);
  const folder = await mkdtemp(join(tmpdir(), 'people-'));
  await writeLines(join(folder, 'bulk.jsonl'), mixed);
  expect(await readFile(join(folder, 'bulk.jsonl'), 'utf8')).toBe(mixed.join('\n') + '\n');
  await rm(folder, { recursive: true });
});

test('writes money as each side of Shopify does', () => {
  expect(['1000', '25.98', '12.5', '0'].map(inGraphql)).toEqual(['1000.0', '25.98', '12.5', '0.0']);
  expect([inRest('12.5', 'EUR'), inRest('1500', 'JPY'), inRest('1.5', 'KWD')])
    .toEqual(['12.50', '1500', '1.500']);
  expect(sum(['0.1', '0.2', '-0.3'])).toBe('0.0000');
  expect(amountOf(units('-12.3456'))).toBe('-12.3456');
  expect(() => units('1e3')).toThrow();
});

test('writes times in the zone of a shop, whatever its offset', () => {
  const at = '2026-03-08T07:30:00Z';
  expect(timeIn('UTC', at)).toBe('2026-03-08T07:30:00+00:00');
  expect(timeIn('Asia/Kathmandu', at)).toBe('2026-03-08T13:15:00+05:45');
  expect(timeIn('America/New_York', at)).toBe('2026-03-08T03:30:00-04:00');
});
