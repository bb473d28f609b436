import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileConditions } from '../../../src/mailings/conditions/compile-conditions.ts';
import { type Condition, Conditions } from '../../../src/mailings/conditions/condition.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { automationScenes } from './support/automation-scenes.ts';
import { type Facts, holdsPlainly } from './support/plain-conditions.ts';

const under = useDoor();
const at = automationScenes(() => under.admin);
const NOW = new Date('2026-06-15T12:00:00Z');
const HOUR = 3_600_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * HOUR - HOUR);

const segments = ['champions', 'lost', 'at_risk'] as const;
const locales = ['pt', 'pt-BR', 'pt-PT', 'en', 'en-US'];
const HOSTILE = `a"b\\c,d}'e`;
const tags = ['vip', 'VIP', HOSTILE, 'null'];
const belts = ['white', 'blue', 'purple'];
const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const days = fc.integer({ min: 0, max: 12 });

const facts: fc.Arbitrary<Facts> = fc.record({
  segment: maybe(fc.constantFrom(...segments)),
  orders_count: maybe(fc.integer({ min: 0, max: 3 })),
  total_spent: fc.constantFrom(0, 1, 99_999, 100_000, 100_001, 200_000),
  order_days_ago: maybe(days),
  seen_days_ago: days,
  locale: maybe(fc.constantFrom(...locales, 'ptx')),
  tags: some(tags),
  member: fc.boolean(),
  belts: some(belts).map((held) => held.slice(-1)),
  check_in_days_ago: maybe(days),
});

const bound = fc.constantFrom('at_least', 'at_most');
const among = fc.constantFrom('in', 'not_in');
const list = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const field = (name: string, is: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>) =>
  fc.record({ field: fc.constant(name), is, value });
const amount = fc.constantFrom('0', '10', '10.0000', '9.9999', '10.0001', '3.3333', '20');
const condition = fc.oneof(
  field('segment', among, list(segments)),
  field('orders_count', bound, fc.integer({ min: 0, max: 3 })),
  field('total_spent', bound, amount),
  field('avg_order_value', bound, amount),
  field('days_since_order', bound, days),
  field('first_seen_days', bound, days),
  field('locale', among, list(locales)),
  field('is_member', fc.constant('equal'), fc.boolean()),
  field('belt', among, list(belts)),
  field('days_since_check_in', bound, days),
  field('tag', among, list(tags)),
) as fc.Arbitrary<Condition>;

const people = fc.sample(facts, { numRuns: 150, seed: 12 });
const ids: string[] = [];
let shop_id: string;

beforeAll(async () => {
  shop_id = await at.shop();
  const { automation_id } = await at.automation(shop_id, {
    trigger: 'order_placed',
    trigger_options: {},
  });
  let class_id: string | undefined;
  for (const one of people) {
    const columns = { locale: one.locale, shopify_created_at: daysAgo(one.seen_days_ago) };
    let id: string;
    if (one.member) {
      const who = await at.memberCustomer(shop_id, columns);
      id = who.id;
      class_id ??= await at.insert('classes', {
        ...{ gym_id: who.gym_id, weekday: 1, starts_at: '18:00', ends_at: '19:00' },
        ...{ modality: 'Jiu-jitsu', starts_on: '2026-01-01' },
      });
      if (one.check_in_days_ago !== null) {
        const class_date = daysAgo(one.check_in_days_ago);
        await at.insert('check_ins', {
          ...{ user_id: who.user_id, class_id, gym_id: who.gym_id, class_date, status: 'present' },
          ...{ place: 1, arrived: true, made_at: class_date, received_at: class_date },
        });
      }
      for (const [nth, belt] of ['white', ...one.belts].entries()) {
        if (one.belts.length === 0) break;
        await at.insert('graduations', {
          ...{ user_id: who.user_id, gym_id: who.gym_id, belt },
          // Of whatever art: the last one counts.
          modality: nth === 0 ? 'Judo' : 'Jiu-jitsu',
          ...{ awarded_on: `2026-01-0${nth + 1}`, registered_on: `2026-01-0${nth + 1}` },
          legacy_id: ids.length * 10 + nth + 1,
        });
      }
    } else id = await at.customer(shop_id, columns);
    ids.push(id);
    if (one.orders_count !== null) {
      await under.admin`insert into customer_stats ${
        under.admin({
          ...{ customer_id: id, shop_id, orders_count: one.orders_count, segment: one.segment },
          total_spent: String(one.total_spent / 10_000),
          last_order_at: one.order_days_ago === null ? null : daysAgo(one.order_days_ago),
        })
      }`;
    } else one.segment = null;
    for (const tag of one.tags) {
      await under.admin`insert into customer_tags ${
        under.admin({ shop_id, customer_id: id, tag, automation_id })
      }`;
    }
  }
});

const evaluate = async (conditions: Condition[]) => {
  const { joins, holds, passes, firstFailing } = compileConditions(conditions, NOW);
  return await under.door.asSystem('test').execute<
    { id: string; holds: boolean; passes: boolean; failing: number | null }
  >(sql`with passing as (
      select c.id from public.customers c join public.shops h on h.id = c.shop_id ${joins}
      where c.shop_id = ${shop_id} and ${passes}
    )
    select c.id, ${holds} as holds, ${firstFailing} as failing,
      c.id in (select p.id from passing p) as passes
    from public.customers c join public.shops h on h.id = c.shop_id ${joins}
    where c.shop_id = ${shop_id}`);
};

describe('conditions', () => {
  it('hold in SQL of whom they hold of plainly, and name the first that does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { maxLength: 4 }), async (conditions) => {
        expect(Conditions.parse(conditions)).toEqual(conditions);
        const rows = new Map((await evaluate(conditions)).map((row) => [row.id, row]));
        expect(rows.size).toBe(people.length);
        for (const [nth, one] of people.entries()) {
          const first = conditions.findIndex((each) => !holdsPlainly(each, one));
          expect({ one, conditions, ...rows.get(ids[nth]!) }).toEqual({
            ...{ one, conditions, id: ids[nth], holds: first === -1, passes: first === -1 },
            failing: first === -1 ? null : first,
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [{ field: 'segment', is: 'in', value: ['nobody'] }, [0, 'value', 0]],
    [{ field: 'orders_count', is: 'at_least', value: '1' }, [0, 'value']],
    [{ field: 'total_spent', is: 'at_least', value: "1'; drop table users" }, [0, 'value']],
    [{ field: 'tag', is: 'in', value: [] }, [0, 'value']],
    [{ field: 'age', is: 'at_least', value: 18 }, [0, 'field']],
    [{ field: 'belt', is: 'equal', value: ['blue'] }, [0, 'is']],
    [{ field: 'tag', is: 'in', value: ['a'], or: 'true' }, [0]],
  ])('of another form are refused by the place of the fault: %o', (wrong, path) => {
    expect(Conditions.safeParse([wrong]).error?.issues[0]?.path).toEqual(path);
  });
});
