import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { unsubscribe } from '../../../src/mailings/preferences/put-preferences.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { mailingScene } from './support/mailing-scene.ts';

const place = useDoor();
const at = mailingScene(place);
const visitor = () => ({ db: place.door.asCaller(null), now: () => new Date() });
const redact = (shop_id: string, shopify_id: string | null, address: string | null) =>
  place.door.asSystem('test').execute(
    sql`select * from private.redact_shop_customer(${shop_id}, ${shopify_id}, ${address})`,
  );
/** Everything that is held, as text, to look for an address in. */
const heldText = async () => {
  const rows = await place.admin`
    select row_to_json(s)::text as held from suppressions s
    union all select row_to_json(f)::text from private.forgotten_suppressions f
    union all select row_to_json(r)::text from refused_topics r`;
  return rows.map(({ held }) => held).join('\n');
};

/** A customer of a shop who has unsubscribed. */
async function unsubscribed() {
  const shop_id = await at.shop();
  const ana = await at.customer(shop_id);
  await unsubscribe(visitor(), { token: await at.token(ana.id) });
  return { shop_id, ana, address: ana.email.toLowerCase() };
}
const bounce = (shop_id: string, address: string) =>
  place.admin`insert into suppressions (shop_id, address, reason, since)
    values (${shop_id}, ${address}, 'bounced', now())`;

it('a redacted address is held nowhere, and whoever has it again gets nothing', async () => {
  const { shop_id, ana, address } = await unsubscribed();
  await bounce(shop_id, address);
  await place.admin`insert into refused_topics (shop_id, customer_id, topic)
    values (${shop_id}, ${ana.id}, 'offers')`;
  await redact(shop_id, ana.shopify_id, null);

  expect((await heldText()).toLowerCase()).not.toContain(address);
  expect(await at.suppressions(shop_id)).toEqual([
    { address: null, customer_id: ana.id, reason: 'unsubscribed' },
  ]);
  const again = await at.customer(shop_id, { email: ana.email.toUpperCase() });
  expect(await at.suppressions(shop_id)).toEqual([
    { address, customer_id: null, reason: 'bounced' },
    { address, customer_id: null, reason: 'unsubscribed' },
    { address: null, customer_id: ana.id, reason: 'unsubscribed' },
  ]);
  // Another shop knows nothing of it.
  const other = await at.shop();
  await at.customer(other, { email: again.email });
  expect(await at.suppressions(other)).toEqual([]);
});

it('an address that no customer has is forgotten as well, and comes back by a change too', async () => {
  const shop_id = await at.shop();
  await place.admin`insert into suppressions (shop_id, address, reason, since)
    values (${shop_id}, 'gone@example.com', 'complained', now())`;
  await redact(shop_id, null, 'Gone@example.com');
  expect(await at.suppressions(shop_id)).toEqual([]);
  const bia = await at.customer(shop_id);
  await place.admin`update customers set email = 'gone@example.com' where id = ${bia.id}`;
  expect(await at.suppressions(shop_id)).toEqual([
    { address: 'gone@example.com', customer_id: null, reason: 'complained' },
  ]);
});

it('nor is an address that they had before, where they said so or mails came back', async () => {
  const { shop_id, ana, address } = await unsubscribed();
  const bounced = 'once@example.com';
  await at.message(shop_id, ana.id, { address: bounced });
  await bounce(shop_id, bounced);
  await place.admin`update customers set email = 'now@example.com' where id = ${ana.id}`;
  await redact(shop_id, ana.shopify_id, null);

  const held = (await heldText()).toLowerCase();
  for (const forgotten of [address, bounced]) expect(held).not.toContain(forgotten);
  await at.customer(shop_id, { email: ana.email });
  await at.customer(shop_id, { email: bounced });
  expect(await at.suppressions(shop_id)).toEqual([
    { address: bounced, customer_id: null, reason: 'bounced' },
    { address, customer_id: null, reason: 'unsubscribed' },
    { address: null, customer_id: ana.id, reason: 'unsubscribed' },
  ]);
});

it('what was said of an address goes on where somebody else has it when it is forgotten', async () => {
  const { shop_id, ana, address } = await unsubscribed();
  await bounce(shop_id, address);
  await at.customer(shop_id, { email: ana.email });
  await redact(shop_id, ana.shopify_id, ana.email);
  // Of the address alone: nothing says any more that it was hers.
  expect(await at.suppressions(shop_id)).toEqual([
    { address, customer_id: null, reason: 'bounced' },
    { address, customer_id: null, reason: 'unsubscribed' },
    { address: null, customer_id: ana.id, reason: 'unsubscribed' },
  ]);
});
