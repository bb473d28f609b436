import { beforeAll, describe, expect, it } from 'vitest';
import { AT_RISK_DAYS } from '../../../src/db/schema/academy/attendance/at-risk-days.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { members } from '../academy/attendance/support/members.ts';

const under = useDoor();
const { gym, weekly, change, member, came } = members(() => under.admin);

const AT = '2026-03-24T12:00:00Z';
let dojo: string;
let shop: string;
let next = 1;

async function shopOf(gym_id: string, name: string): Promise<string> {
  const [row] = await under.admin<{ id: string }[]>`insert into shops ${
    under.admin({
      ...{ gym_id, domain: `${name}.myshopify.com`, state: 'connected' },
      ...{ currency: 'BRL', timezone: 'UTC' },
    })
  } returning id`;
  return row!.id;
}

/** A customer with what they spent; without that one who never bought. */
async function customer(
  columns: Record<string, unknown>,
  bought?: { segment: string; total_spent: string },
): Promise<string> {
  const [row] = await under.admin<{ id: string }[]>`insert into customers ${
    under.admin({
      ...{ shop_id: shop, shopify_id: String(next++), ...columns },
      ...columns['user_id'] ? { matched_by: 'person' } : {},
    })
  } returning id`;
  if (bought) {
    await under.admin`insert into customer_stats ${
      under.admin({ customer_id: row!.id, shop_id: shop, orders_count: 1, ...bought })
    }`;
  }
  return row!.id;
}

beforeAll(async () => {
  dojo = await gym('UTC');
  shop = await shopOf(dojo, 'dojo');
  const monday = await weekly(dojo, { starts_on: '2024-01-01' });
  const who = async (first_name: string, joined: string, dates: string[], columns = {}) => {
    const id = await member(dojo, joined, { first_name }, columns);
    if (dates.length > 0) await came(dojo, monday, id, ...dates);
    return id;
  };
  const fourMondays = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'];
  const regular = await who('Regular', '2025-01-01', fourMondays);
  const stopped = await who('Stopped', '2025-01-01', ['2026-03-02', '2026-03-09']);
  await who('Faithful', '2025-01-01', fourMondays);
  await who('Occasional', '2025-01-01', fourMondays.slice(1));
  // Two weeks with classes since they joined, and at both.
  await who('New', '2026-03-12', fourMondays.slice(2));
  await who('Yesterday', '2026-03-23', []);
  await who('Back', '2026-03-20', ['2025-06-02']);
  await who('Teacher', '2024-01-01', [], { role: 'INSTRUCTOR' });
  const left = await who('Left', '2024-01-01', fourMondays, { left_at: '2026-03-23T20:00:00Z' });
  const child = await member(dojo, '2025-01-01', { first_name: 'Child', birth_date: '2015-01-01' });
  await came(dojo, monday, child, ...fourMondays);
  const spent = (total_spent: string, segment = 'champions') => ({ total_spent, segment });
  await customer({ user_id: regular, first_name: 'R.' }, spent('40.1000'));
  await customer({ user_id: stopped, first_name: 'S.' }, spent('900.5000'));
  await customer({ user_id: left, first_name: 'Gone' }, spent('7.0000', 'lost'));
  await customer({ user_id: child, first_name: 'Kid' }, spent('1.0000'));
  await customer({ first_name: 'Stranger' }, spent('900.5000'));
  await customer({ first_name: 'Browser' });
  await customer({ shopify_updated_at: null }, spent('2.0000', 'new'));
  await customer({ first_name: 'Deleted', deleted_at: AT }, spent('3.0000'));
  await customer({ redacted_at: AT }, spent('4.0000'));
  await customer({ shop_id: await shopOf(await gym('UTC'), 'other'), first_name: 'Elsewhere' });
});

const trainingOf = (of = shop, at = AT) =>
  under.admin<
    { first_name: string | null; segment: string; training: string; total_spent: string }[]
  >`
    select first_name, segment, training, total_spent
    from private.training_of(${of}, ${AT_RISK_DAYS}, ${at})
    order by total_spent desc, first_name`;

describe('training and purchases', () => {
  it('meet in everybody whom the shop or its gym knows, once, and in no child', async () => {
    const rows = await trainingOf();
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      'Stopped champions stopped 900.5000',
      'Stranger champions not_a_member 900.5000',
      'Regular champions regular 40.1000',
      'Gone lost not_a_member 7.0000',
      ' new not_a_member 2.0000',
      'Back  never 0',
      'Browser  not_a_member 0',
      'Faithful  regular 0',
      'New  regular 0',
      'Occasional  occasional 0',
      'Teacher  staff 0',
      'Yesterday  never 0',
    ]);
  });

  it('stop after as many days as a member is at risk', async () => {
    const atRisk = async (at: string) =>
      (await under.admin<{ first_name: string }[]>`
        select first_name from private.absent_members(${dojo}, ${AT_RISK_DAYS}, ${at}, null, null, 101)
        where reason = 'stopped_coming' and first_name <> 'Child'`).map(({ first_name }) =>
        first_name
      ).sort();
    const stopped = async (at: string) =>
      (await trainingOf(shop, at)).filter(({ training }) => training === 'stopped')
        .map(({ first_name }) => first_name!).sort();
    for (const at of ['2026-03-22T12:00:00Z', '2026-03-23T12:00:00Z', '2026-04-07T12:00:00Z']) {
      expect(await stopped(at), at).toEqual(await atRisk(at));
    }
    expect(await stopped('2026-03-22T12:00:00Z')).toEqual([]);
  });

  it('take a closed gym for what it is: nobody stopped, and a closed week asks for nothing', async () => {
    const closed = await gym('UTC');
    const only = await weekly(closed, { starts_on: '2026-01-01' });
    await came(closed, only, await member(closed, '2026-01-01'), '2026-03-02');
    await change(closed, { starts_on: '2026-03-03', ends_on: '2026-03-31' });
    const [row] = await trainingOf(await shopOf(closed, 'closed'));
    expect(row!.training).toBe('regular');
  });
});
