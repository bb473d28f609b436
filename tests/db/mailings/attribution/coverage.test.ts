import { expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type Bought, mailedShops, type Sent } from './support/mailed-shop.ts';
import { welch } from './support/welch.ts';

const under = useDoor();
const at = mailedShops(() => under.admin);

const TRIALS = 120;
const [TREATED, HELD_OUT] = [120, 60];
const DAY = 86_400_000;
const START = Date.parse('2024-01-01T00:00:00Z');
const AT = new Date('2026-06-01T00:00:00Z');
/** Three of ten buy for 100 on average, and with a message four of ten. */
const [WITHOUT, WITH, MEAN] = [0.3, 0.4, 100];
const TRUE_LIFT = (WITH - WITHOUT) * MEAN;

/** Numbers from nought to one, the same in every run (Park and Miller). */
function chance(seed = 20_260_302): () => number {
  let state = seed;
  return () => (state = state * 48_271 % 2_147_483_647) / 2_147_483_647;
}

it(
  'holds the true difference in about 95 of 100 intervals, and in none is off the book',
  async () => {
    const next = chance();
    // Amounts that fall off as a bill does: many small, few large.
    const amount = (share: number) => next() < share ? -MEAN * Math.log(next()) : 0;
    const shop_id = await at.shop();
    const customers = await at.customers(shop_id, TREATED + HELD_OUT);
    const trials: { automation: string; treated: number[]; heldOut: number[] }[] = [];
    const [sent, bought]: [Sent[], Bought[]] = [[], []];
    // Each trial is an automation that had a day of its own.
    for (let trial = 0; trial < TRIALS; trial++) {
      const automation = await at.automation(shop_id, 33);
      const when = new Date(START + trial * DAY);
      const values = customers.map((customer, i) => {
        const held = i >= TREATED;
        const value = Math.round(amount(held ? WITHOUT : WITH) * 10_000);
        sent.push({ customer, automation, at: when, status: held ? 'held_out' : 'sent' });
        if (value > 0) {
          const placed = new Date(when.getTime() + Math.floor(next() * DAY));
          bought.push({ customer, at: placed, value: BigInt(value) });
        }
        return value / 10_000;
      });
      trials.push({
        automation: automation.id,
        ...{ treated: values.slice(0, TREATED), heldOut: values.slice(TREATED) },
      });
    }
    await at.sent(sent);
    await at.bought(shop_id, bought);

    await under.admin`analyze customers, message_logs, orders`;
    let held = 0;
    for (const { automation, treated, heldOut } of trials) {
      const [row] = await under.admin<{ told: Record<'difference' | 'low' | 'high', string> }[]>`
      select private.compare_groups(${automation}, 1, 30, 100, ${AT}) as told`;
      const { difference, low, high } = row!.told;
      const book = welch(treated, heldOut);
      expect(Number(difference)).toBeCloseTo(book.difference, 3);
      expect(Number(low)).toBeCloseTo(book.low, 2);
      expect(Number(high)).toBeCloseTo(book.high, 2);
      if (Number(low) <= TRUE_LIFT && TRUE_LIFT <= Number(high)) held++;
    }
    // 114 of 120, give or take twice what so many throws give or take.
    expect(held).toBeGreaterThanOrEqual(0.91 * TRIALS);
    expect(held).toBeLessThanOrEqual(0.99 * TRIALS);
  },
  60_000,
);
