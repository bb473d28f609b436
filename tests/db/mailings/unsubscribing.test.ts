import { describe, expect, it } from 'vitest';
import { putPreferences, unsubscribe } from '../../../src/mailings/preferences/put-preferences.ts';
import { readPreferences } from '../../../src/mailings/preferences/read-preferences.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { mailingScene } from './support/mailing-scene.ts';

const place = useDoor();
const at = mailingScene(place);
const visitor = () => ({
  db: place.door.asCaller(null),
  now: () => new Date('2026-03-02T18:30:00.000Z'),
});
const refused = { code: 'preferences_not_found' };

describe('the token of a link', () => {
  it('is one customer’s, and no letter of it can be another', async () => {
    const shop_id = await at.shop();
    const [ana, bia] = [await at.customer(shop_id), await at.customer(shop_id)];
    const [ofAna, ofBia] = [await at.token(ana.id), await at.token(bia.id)];
    expect(ofAna).toMatch(/^[A-Za-z0-9_-]{44}$/);
    expect(ofAna).not.toBe(ofBia);
    const forged = [...ofAna].map((letter, i) =>
      `${ofAna.slice(0, i)}${letter === 'A' ? 'B' : 'A'}${ofAna.slice(i + 1)}`
    );
    // The customer of one with the signature of the other, either way, and what is none.
    forged.push(ofAna.slice(0, 22) + ofBia.slice(22), ofBia.slice(0, 23) + ofAna.slice(23));
    forged.push('', 'A'.repeat(44), `${ofAna}=`, `${ofAna}A`, ofAna.slice(0, 43), `${ofAna}\n`);
    for (const token of forged) {
      await expect(unsubscribe(visitor(), { token })).rejects.toMatchObject(refused);
      await expect(readPreferences(visitor(), { token })).rejects.toMatchObject(refused);
    }
    expect(await at.suppressions(shop_id)).toEqual([]);
  });

  it('is believed after another key signs, and not with a key that there never was', async () => {
    const shop_id = await at.shop();
    const customer = await at.customer(shop_id);
    const before = await at.token(customer.id);
    await place.admin`insert into private.mailing_keys
      select 2, outer_key, inner_key from private.mailing_keys where id = 1`;
    const after = await at.token(customer.id);
    expect(after).not.toBe(before);
    for (const token of [before, after]) {
      expect(await readPreferences(visitor(), { token })).toMatchObject({ unsubscribed: false });
    }
    await place.admin`delete from private.mailing_keys where id = 2`;
    await expect(readPreferences(visitor(), { token: after })).rejects.toMatchObject(refused);
  });

  it('is made by the system alone, of a key that nobody reads', async () => {
    const { id } = await at.customer(await at.shop());
    const reading = (db: ReturnType<typeof place.door.asCaller>, text: string) =>
      db.execute(text).catch((error) => String(error.cause?.code ?? error.code));
    for (const claims of [null, { sub: 'somebody' }]) {
      const db = place.door.asCaller(claims);
      expect(await reading(db, `select private.unsubscribe_token('${id}')`)).toBe('42501');
      expect(await reading(db, 'select * from private.mailing_keys')).toBe('42501');
    }
    const system = place.door.asSystem('test');
    await expect(system.execute('select * from private.mailing_keys')).rejects.toThrow();
    expect(await system.execute(`select private.unsubscribe_token('${id}') as token`)).toHaveLength(
      1,
    );
  });
});

describe('who unsubscribes', () => {
  it('is unsubscribed from this shop by customer and address, once, and from no other', async () => {
    const [shop_id, other] = [await at.shop(), await at.shop()];
    const ana = await at.customer(shop_id);
    const same = await at.customer(other, { email: ana.email });
    const token = await at.token(ana.id);
    await Promise.all(Array.from({ length: 8 }, () => unsubscribe(visitor(), { token })));
    await unsubscribe(visitor(), { token });
    expect(await at.suppressions(shop_id)).toEqual([
      { address: ana.email.toLowerCase(), customer_id: ana.id, reason: 'unsubscribed' },
    ]);
    expect(await at.suppressions(other)).toEqual([]);
    const elsewhere = await readPreferences(visitor(), { token: await at.token(same.id) });
    expect(elsewhere.unsubscribed).toBe(false);
  });

  it('stays so, whatever Shopify says later and whatever address they have', async () => {
    const shop_id = await at.shop();
    const ana = await at.customer(shop_id);
    const token = await at.token(ana.id);
    await unsubscribe(visitor(), { token });
    await place.admin`update customers set email_consent = 'subscribed', email = 'new@example.com'
      where id = ${ana.id}`;
    expect(await readPreferences(visitor(), { token })).toMatchObject({
      unsubscribed: true,
      agreed: true,
      address: 'n•••@example.com',
    });
  });

  it('takes it back by their own link, but not that mails came back or were unwanted', async () => {
    const shop_id = await at.shop();
    const ana = await at.customer(shop_id);
    const token = await at.token(ana.id);
    const address = ana.email.toLowerCase();
    await unsubscribe(visitor(), { token });
    await place.admin`insert into suppressions (shop_id, address, reason, since)
      values (${shop_id}, ${address}, 'bounced', now())`;
    const body = { unsubscribed: false, refused: ['offers' as const] };
    expect(await putPreferences(visitor(), { token, body })).toMatchObject({
      unsubscribed: false,
      undeliverable: true,
      topics: [
        { topic: 'offers', wanted: false },
        { topic: 'training', wanted: true },
        { topic: 'milestones', wanted: true },
      ],
    });
    expect(await at.suppressions(shop_id)).toEqual([
      { address, customer_id: null, reason: 'bounced' },
    ]);
  });

  it('stays so by whatever topics they choose, as on a page that was opened before', async () => {
    const shop_id = await at.shop();
    const ana = await at.customer(shop_id);
    const token = await at.token(ana.id);
    await unsubscribe(visitor(), { token });
    const body = { refused: ['offers' as const] };
    expect(await putPreferences(visitor(), { token, body })).toMatchObject({ unsubscribed: true });
    expect(await at.suppressions(shop_id)).toHaveLength(1);
  });

  it('takes back nobody else’s word, whose address they may have taken', async () => {
    const shop_id = await at.shop();
    const other = await at.customer(shop_id);
    await unsubscribe(visitor(), { token: await at.token(other.id) });
    await place.admin`update customers set email = 'moved@example.com' where id = ${other.id}`;
    const ana = await at.customer(shop_id, { email: other.email });
    const token = await at.token(ana.id);
    for (let again = 0; again < 2; again++) {
      await unsubscribe(visitor(), { token });
      const body = { unsubscribed: false, refused: [] };
      expect(await putPreferences(visitor(), { token, body })).toMatchObject({
        unsubscribed: true,
      });
      expect(await at.suppressions(shop_id)).toEqual([
        { address: other.email.toLowerCase(), customer_id: other.id, reason: 'unsubscribed' },
      ]);
    }
  });

  it('waits for whoever holds the customer, as a claim does, and then it counts', async () => {
    const shop_id = await at.shop();
    const ana = await at.customer(shop_id);
    const token = await at.token(ana.id);
    let done = false;
    let going: Promise<void> | undefined;
    await place.admin.begin(async (tx) => {
      await tx`select from customers where id = ${ana.id} for no key update`;
      going = unsubscribe(visitor(), { token }).then(() => {
        done = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(done).toBe(false);
    });
    await going;
    expect(await at.suppressions(shop_id)).toHaveLength(1);
  });
});
