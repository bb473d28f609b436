import { expect, it } from 'vitest';
import { publishAutomation } from '../../../../src/mailings/automations/versions/publish-automation.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { managers } from '../sending/support/manager.ts';
import { mailings } from '../support/scene.ts';
import { dryRunsOf } from './support/dry-runs.ts';
import { sameAsReal } from './support/same.ts';

const under = useDoor();
const on = mailings(() => under.admin);
const dry = dryRunsOf(under);
const same = sameAsReal(under);
/** A Monday at noon in UTC; it is evening in Tokyo. */
const NOON = '2026-06-15T12:00:00.000Z';
const now = new Date(NOON);
const managerOf = managers(under, NOON);

/** What was told, by what a test calls each customer. */
const named = (people: Record<string, string>, told: Map<string, string>) =>
  Object.fromEntries(Object.entries(people).map(([name, id]) => [name, told.get(id)]));

let nth = 500_000;
async function order(shop_id: string, customer_id: string, total = '10'): Promise<void> {
  await under.admin`insert into orders ${
    under.admin({
      ...{ shop_id, customer_id, shopify_id: String(nth++), order_number: '#', currency: 'EUR' },
      ...{
        total_price: total,
        financial_status: 'paid',
        placed_at: NOON,
        shopify_updated_at: NOON,
      },
    })
  }`;
}

/** A student of the shop's gym since a day, who is its customer. */
async function student(
  { gym_id, shop_id }: { gym_id: string; shop_id: string },
  { since = '2025-01-01', person = {}, ...columns }: Record<string, unknown> = {},
): Promise<string> {
  const made = await on.member(shop_id, columns, person as Record<string, unknown>);
  await under.admin`insert into memberships ${
    under.admin({
      ...{ user_id: made.user_id, gym_id, role: 'STUDENT', approved_at: `${since}T10:00:00Z` },
    })
  }`;
  return made.customer_id;
}

it('of pushes: a device, a word that offers are wanted, and no child', async () => {
  const { shop_id } = await on.shop();
  const automation = await on.automation(shop_id, {
    channel: 'push',
    quiet_from: '20:00',
    quiet_until: '08:00',
  });
  const without = async (table: string) => {
    const { customer_id, user_id } = await on.member(shop_id);
    await under.admin`delete from ${under.admin(table)} where user_id = ${user_id}`;
    return customer_id;
  };
  const people = {
    wants: (await on.member(shop_id, { email: null, email_consent: null })).customer_id,
    asleep: (await on.member(shop_id, { timezone: 'Asia/Tokyo' })).customer_id,
    child: (await on.member(shop_id, {}, { birth_date: '2018-01-01' })).customer_id,
    quiet: await without('notification_preferences'),
    reached: await without('push_tokens'),
    stranger: await on.customer(shop_id),
    bought: (await on.member(shop_id)).customer_id,
  };
  for (const [name, id] of Object.entries(people)) if (name !== 'bought') await order(shop_id, id);
  expect(named(people, await same({ shop_id, ...automation }, { now }))).toEqual({
    ...{ wants: 'to_send ', asleep: 'rescheduled quiet_hours', child: 'refused minor' },
    ...{ quiet: 'refused no_consent', reached: 'refused no_device', stranger: 'refused no_device' },
    bought: 'not_planned not_triggered',
  });
});

it('of who has been absent, and of who entered by that absence before', async () => {
  const shop = await on.shop();
  const automation = {
    ...shop,
    ...await on.automation(shop.shop_id, {
      ...{ trigger: 'absent', trigger_options: { days: 14 } },
      conditions: [{ field: 'locale', is: 'in', value: ['pt'] }],
    }),
  };
  const people = {
    today: await student(shop, { since: '2026-06-01', locale: 'pt-BR' }),
    lately: await student(shop, { since: '2026-05-28', locale: 'pt' }),
    english: await student(shop, { since: '2026-05-28', locale: 'en' }),
    'long ago': await student(shop, { since: '2026-04-01', locale: 'pt' }),
    'not yet': await student(shop, { since: '2026-06-02', locale: 'pt' }),
    'no student': await on.customer(shop.shop_id, { locale: 'pt' }),
  };
  const others = {
    'english': 'not_planned condition:0',
    'long ago': 'not_planned not_triggered',
    'not yet': 'not_planned not_triggered',
    'no student': 'not_planned not_triggered',
  };
  const first = await same(automation, { now });
  expect(named(people, first)).toEqual({ today: 'to_send ', lately: 'to_send ', ...others });
  const again = 'not_planned already_entered';
  expect(named(people, await same(automation, { now })))
    .toEqual({ today: again, lately: again, ...others });
});

it('of birthdays, as each has them where they are, and once a year', async () => {
  const shop = await on.shop({ timezone: 'UTC' });
  const automation = { ...shop, ...await on.automation(shop.shop_id, { trigger: 'birthday' }) };
  const born = (birth_date: string, columns = {}) =>
    student(shop, { person: { birth_date }, ...columns });
  const [monday, tuesday] = ['1990-06-15', '1990-06-16'];
  const people = {
    today: await born(monday),
    tomorrow: await born(tuesday),
    inTokyo: await born(monday, { timezone: 'Asia/Tokyo' }),
    inHonolulu: await born(tuesday, { timezone: 'Pacific/Honolulu' }),
    inKiritimati: await born(tuesday, { timezone: 'Pacific/Kiritimati' }),
    child: await born('2018-06-15'),
  };
  const notYet = 'not_planned not_triggered';
  const others = { tomorrow: notYet, inHonolulu: notYet, child: notYet };
  for (const then of ['to_send ', 'not_planned already_entered']) {
    expect(named(people, await same(automation, { now }))).toEqual({
      ...{ today: then, inTokyo: then, inKiritimati: then },
      ...others,
    });
  }
});

it('of a first purchase once, and of orders as often as they come', async () => {
  const again = { first_purchase: 'not_planned already_entered', order_placed: 'to_send ' };
  for (const [trigger, then] of Object.entries(again)) {
    const { shop_id } = await on.shop();
    const automation = { shop_id, ...await on.automation(shop_id, { trigger }) };
    const customer = await on.customer(shop_id);
    await order(shop_id, customer);
    expect((await same(automation, { now })).get(customer)).toBe('to_send ');
    await order(shop_id, customer);
    // The dry run takes the last order to come now; of the first one the message is there.
    const { told } = await dry.run(automation.automation_id, now);
    expect(told.get(customer)).toMatchObject(
      { outcome: then.split(' ')[0], reason: then.split(' ')[1] },
    );
  }
});

it('of a draft whose branches part twice, which is then what is published', async () => {
  const shop = await on.shop();
  const { shop_id } = shop;
  const { automation_id } = await on.automation(shop_id, { hold_out_percent: 50 });
  const template = async (columns: Record<string, unknown>) => {
    const [row] = await under.admin`select template_id from message_template_versions
      where id = ${await on.template(shop_id, columns)}`;
    return row!['template_id'] as string;
  };
  const mail = await template({ variables: ['last_name'] });
  const steps = [{
    kind: 'branch',
    conditions: [{ field: 'total_spent', is: 'at_least', value: '50' }],
    then: [{
      kind: 'branch',
      conditions: [{ field: 'locale', is: 'in', value: ['pt'] }],
      then: [{ kind: 'email', template_id: mail }],
      otherwise: [{ kind: 'wait', minutes: 90 }, {
        kind: 'email',
        template_id: await template({}),
      }],
    }],
    otherwise: [{
      kind: 'branch',
      conditions: [{ field: 'locale', is: 'in', value: ['pt'] }],
      then: [{ kind: 'push', template_id: await template({ channel: 'push' }) }],
      otherwise: [{ kind: 'tag', tag: 'small' }],
    }],
  }];
  await under.admin`update automations set ${
    under.admin({ action: 'tag', tag: 'came', template_id: null, hold_out_percent: 0 })
  }, steps = ${under.admin.json(steps)} where id = ${automation_id}`;
  const people = {
    large: await on.customer(shop_id, { locale: 'pt-BR', last_name: 'Silva' }),
    nameless: await on.customer(shop_id, { locale: 'pt' }),
    english: await on.customer(shop_id, { locale: 'en' }),
    pushed: (await on.member(shop_id, { locale: 'pt' })).customer_id,
    unreached: await on.customer(shop_id, { locale: 'pt' }),
    small: await on.customer(shop_id, { locale: 'en' }),
    none: await on.customer(shop_id),
  };
  const spent = {
    large: '90',
    nameless: '90',
    english: '90',
    pushed: '10',
    unreached: '10',
    small: '10',
  };
  for (const [name, total] of Object.entries(spent)) {
    await order(shop_id, people[name as keyof typeof spent], total);
  }
  const publish = async () => {
    const manager = await managerOf(shop.gym_id);
    const ctx = { ...manager, mailings: { page_url: 'https://p.test/' } };
    await publishAutomation(ctx, { automation_id, version: undefined });
    await under.admin`update automation_versions set created_at = ${'2026-06-15T00:00:00Z'}
      where automation_id = ${automation_id} and number = 2`;
  };
  const told = await same({ shop_id, automation_id }, { now, minutes: 90, of: 'draft', publish });
  expect(named(people, told)).toEqual({
    ...{ large: 'to_send ', nameless: 'refused missing_value', english: 'to_send ' },
    ...{ pushed: 'to_send ', unreached: 'refused no_device', small: 'not_planned no_message' },
    none: 'not_planned not_triggered',
  });
});
