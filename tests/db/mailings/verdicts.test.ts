import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CAP } from '../../../src/db/schema/mailings/messages/mailing-settings.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { mailings } from './support/scene.ts';

const under = useDoor();
const on = mailings(() => under.admin);
/** A Monday at noon, in Lisbon. */
const NOON = '2026-03-09T12:00:00.000Z';

let shop_id: string;
beforeAll(async () => {
  ({ shop_id } = await on.shop());
});

/** What is planned for one customer, as `refused minor`, and for when. */
async function verdict(
  customer: string,
  columns: Parameters<typeof on.automation>[1] = {},
  shop = shop_id,
) {
  const automation = await on.automation(shop, columns);
  await on.plan(automation, [customer], NOON);
  const [message] = await on.messages(automation);
  const { status, reason, scheduled_for } = message!;
  return [status, reason, scheduled_for.toISOString()].filter((part) => part && part !== NOON)
    .join(' ');
}

describe('a message by mail', () => {
  it('is planned for who agreed, and refused for the first reason else', async () => {
    const { admin } = under;
    const at = (columns = {}) => on.customer(shop_id, columns);
    expect(await verdict(await at())).toBe('scheduled');
    const gone = await at({ deleted_at: NOON, email: null, email_consent: null });
    expect(await verdict(gone)).toBe('refused customer_gone');
    expect(await verdict(await at({ email: null, email_consent: null }))).toBe(
      'refused no_address',
    );
    for (const email_consent of [null, 'not_subscribed', 'pending', 'unsubscribed', 'invalid']) {
      expect(await verdict(await at({ email_consent }))).toBe('refused no_consent');
    }
    const unsubscribed = await at({ email: 'Late@example.com' });
    await admin`insert into suppressions ${
      admin({ shop_id, customer_id: unsubscribed, reason: 'unsubscribed', since: NOON })
    }`;
    expect(await verdict(unsubscribed)).toBe('refused unsubscribed');
    for (const reason of ['bounced', 'complained']) {
      const email = `${reason}@example.com`;
      await admin`insert into suppressions ${
        admin({ shop_id, address: email, reason, since: NOON })
      }`;
      const other = await at({ email: email.toUpperCase() });
      expect(await verdict(other)).toBe('refused suppressed');
      // Of another shop it says nothing.
      const elsewhere = await on.shop();
      const there = await on.customer(elsewhere.shop_id, { email });
      expect(await verdict(there, {}, elsewhere.shop_id)).toBe('scheduled');
    }
    const choosy = await at();
    await admin`insert into refused_topics ${
      admin({ shop_id, customer_id: choosy, topic: 'training' })
    }`;
    expect(await verdict(choosy, { topic: 'training' })).toBe('refused topic_refused');
    expect(await verdict(choosy, { topic: 'offers' })).toBe('scheduled');
    const template = await on.template(shop_id, { variables: ['first_name'] });
    expect(await verdict(await at({ first_name: null }), { template })).toBe(
      'refused missing_value',
    );
    expect(await verdict(await at(), { template })).toBe('scheduled');
  });

  it('goes to no child, by whichever account the address is theirs', async () => {
    const born = (birth_date: string, email: string) =>
      under.admin`insert into users ${
        under.admin({ source: 'staff', birth_date, email })
      } returning id`;
    await born('2008-03-10', 'child@example.com');
    await born('2008-03-09', 'grown@example.com');
    const child = await on.customer(shop_id, { email: 'Child@example.com' });
    expect(await verdict(child)).toBe('refused minor');
    expect(await verdict(await on.customer(shop_id, { email: 'grown@example.com' })))
      .toBe('scheduled');
    // A member whose age became known, and who is matched until the match is looked at again.
    const { customer_id } = await on.member(shop_id, {}, { birth_date: '2010-01-01' });
    expect(await verdict(customer_id)).toBe('refused minor');
  });

  it('is refused while the automation, the shop or the gym is stopped', async () => {
    const customer = await on.customer(shop_id);
    expect(await verdict(customer, { enabled: false }))
      .toBe('refused automation_stopped');
    const other = await on.shop();
    const theirs = await on.customer(other.shop_id);
    await under.admin`insert into gym_closings ${
      under.admin({ gym_id: other.gym_id, erases_at: '2026-04-01T00:00:00Z' })
    }`;
    // All goes on until then.
    expect(await verdict(theirs, {}, other.shop_id)).toBe('scheduled');
    await under.admin`update gym_closings set state = 'erasing', closed_at = now()`;
    expect(await verdict(theirs, {}, other.shop_id)).toBe('refused automation_stopped');
    const gone = await on.shop();
    const last = await on.customer(gone.shop_id);
    await under.admin`update shops set state = 'uninstalled', uninstalled_at = now()
      where id = ${gone.shop_id}`;
    expect(await verdict(last, {}, gone.shop_id)).toBe('refused automation_stopped');
  });

  it('waits for the end of quiet hours, for a weekday, and for room under the cap', async () => {
    const quiet = { quiet_from: '11:00', quiet_until: '13:30' };
    const here = await on.customer(shop_id);
    expect(await verdict(here, quiet)).toBe('scheduled quiet_hours 2026-03-09T13:30:00.000Z');
    // By their own clock, not the shop's; one that is no clock is passed over.
    const inTokyo = await on.customer(shop_id, { timezone: 'Asia/Tokyo' });
    expect(await verdict(inTokyo, quiet)).toBe('scheduled');
    const nowhere = await on.customer(shop_id, { timezone: 'Mars/Olympus' });
    expect(await verdict(nowhere, quiet)).toBe('scheduled quiet_hours 2026-03-09T13:30:00.000Z');
    expect(await verdict(here, { send_days: [3], ...quiet, quiet_until: '11:30' }))
      .toBe('scheduled send_window 2026-03-11T00:00:00.000Z');
    const [often, seldom] = [await on.customer(shop_id), await on.customer(shop_id)];
    const times = ['2026-03-02T12:00:00Z', '2026-03-03T08:00:00Z', '2026-03-04T08:00:00Z'];
    for (
      const [customer_id, handed_over] of [
        [often, [...times, '2026-03-08T08:00:00Z']],
        [seldom, times],
      ]
    ) {
      await under.admin`insert into private.mailing_contacts ${
        under.admin({ shop_id, customer_id, handed_over } as never)
      }`;
    }
    expect(await verdict(often)).toBe('scheduled cap 2026-03-10T08:00:00.000Z');
    // What is a week old to the instant no longer counts.
    expect(await verdict(seldom)).toBe('scheduled');
    expect(await verdict(often, { quiet_from: '07:00', quiet_until: '10:15' }))
      .toBe('scheduled cap 2026-03-10T10:15:00.000Z');
  });
});

describe('a message by push', () => {
  it('goes to members who turned offers on, and have a device', async () => {
    const push = { channel: 'push' };
    const { customer_id, user_id, token } = await on.member(shop_id, { email_consent: null });
    expect(await verdict(customer_id, push)).toBe('scheduled');
    expect(await verdict(await on.customer(shop_id), push)).toBe('refused no_device');
    await under.admin`update notification_preferences set enabled = false
      where user_id = ${user_id}`;
    expect(await verdict(customer_id, push)).toBe('refused no_consent');
    await under.admin`delete from notification_preferences where user_id = ${user_id}`;
    expect(await verdict(customer_id, push)).toBe('refused no_consent');
    await under.admin`delete from push_tokens where token = ${token}`;
    expect(await verdict(customer_id, push)).toBe('refused no_device');
  });

  it('is kept away by the word of the person, not by a bounce of their address', async () => {
    const push = { channel: 'push' };
    const { customer_id } = await on.member(shop_id, { email: 'push@example.com' });
    const suppress = (columns: object) =>
      under.admin`insert into suppressions ${under.admin({ shop_id, since: NOON, ...columns })}`;
    await suppress({ address: 'push@example.com', reason: 'bounced' });
    expect(await verdict(customer_id, push)).toBe('scheduled');
    expect(await verdict(customer_id)).toBe('refused suppressed');
    await suppress({ customer_id, reason: 'unsubscribed' });
    expect(await verdict(customer_id, push)).toBe('refused unsubscribed');
  });
});

describe('a hold-out', () => {
  it('is the same ones always, as another language reckons, and grows', async () => {
    const automation = '0a5d9c1e-54f7-4a3c-9be0-6f3a1f0c2d11';
    const rows = await under.admin`
      select c.id::text, private.is_held_out(${automation}, c.id, 5) as five,
        private.is_held_out(${automation}, c.id, 20) as twenty
      from (select gen_random_uuid() as id from generate_series(1, 5000)) c`;
    const share = (id: string) => {
      const hex = createHash('sha256').update(`${automation}:${id}`).digest('hex');
      return Number(BigInt(`0x${hex.slice(0, 15)}`) % 10_000n) / 100;
    };
    for (const { id, five, twenty } of rows) {
      expect([five, twenty]).toEqual([share(id) < 5, share(id) < 20]);
    }
    const part = rows.filter(({ twenty }) => twenty).length / rows.length;
    expect(part).toBeGreaterThan(0.17);
    expect(part).toBeLessThan(0.23);
  });

  it('has nobody who would be refused', async () => {
    const automation = await on.automation(shop_id, { hold_out_percent: 50 });
    const customers = [];
    for (let n = 0; n < 40; n++) {
      customers.push(await on.customer(shop_id, { email_consent: n % 2 ? 'subscribed' : null }));
    }
    await on.plan(automation, customers, NOON);
    const states = await on.states(automation);
    expect(new Set(states)).toEqual(new Set(['scheduled', 'held_out', 'refused no_consent']));
    expect(states.filter((state) => state === 'refused no_consent')).toHaveLength(20);
  });
});

describe('planning', () => {
  it('is done once for a key', async () => {
    const automation = await on.automation(shop_id);
    const customer = await on.customer(shop_id);
    expect(await on.plan(automation, [customer], NOON, 'order:1')).toBe(1);
    const [row] = await under.admin`select private.plan_messages(${automation.version_id}, 0, array(
      select id from private.automation_entries where version_id = ${automation.version_id}
    ), ${NOON}) as planned`;
    expect(row!['planned']).toBe(0);
    expect(await on.states(automation)).toEqual(['scheduled']);
  });

  it('takes the cap of a shop that said nothing for what its row would begin with', async () => {
    const [row] = await under.admin`
      select most, extract(day from span)::integer as days, span from private.mailing_cap(gen_random_uuid())`;
    expect(row).toMatchObject({ most: DEFAULT_CAP.messages });
    const [span] = await under.admin`select extract(epoch from span) / 86400 as days
      from private.mailing_cap(gen_random_uuid())`;
    expect(Number(span!['days'])).toBe(DEFAULT_CAP.days);
  });
});
