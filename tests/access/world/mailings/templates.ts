import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { shopOf, shops } from '../store/store.ts';

/** Each shop has a template that it published once, and an address that mails came back from, named like it. */
export const ofShops = shops;

/** Who refused a topic, of shops that have customers. */
export const refusing = ['isStudent', 'isOtherStudent', 'isFormer', 'isTaken'];

/** The address that mails of a shop came back from; no customer has it. */
export const bouncedAt = (shop: string) => `bounced-at-${shop}@tatame.test`;

/** The address of who unsubscribed from south. */
export const QUIT = 'quit@tatame.test';

/** Shops that were told to forget somebody who wanted nothing. */
export const forgotten = ['north', 'south'];

/** What keeps mailings away: named like the shop, and who quit. */
export const suppressed = [...ofShops, 'quit'];

/** Known here alone, so that a cell can have a token that nobody could guess. */
const [INNER, OUTER] = [Buffer.alloc(64, 1), Buffer.alloc(64, 2)];
const sha256 = (...parts: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** The token of a customer's links. */
export function tokenOf(customer: string): string {
  const named = Buffer.concat([
    Buffer.from([1]),
    Buffer.from(idOf(`customers.${customer}`).replaceAll('-', ''), 'hex'),
  ]);
  const mac = sha256(OUTER, sha256(INNER, Buffer.from('unsubscribe'), named));
  return Buffer.concat([named, mac.subarray(0, 16)]).toString('base64url');
}

export async function populateTemplates(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  await tx`update private.mailing_keys set inner_key = ${INNER}, outer_key = ${OUTER}`;
  for (const shop of ofShops) {
    const shop_id = idOf(`shops.${shop}`);
    const template_id = idOf(`message_templates.${shop}`);
    const words = {
      ...{ channel: 'email', default_locale: 'en' },
      contents: tx.json({ en: { subject: 'a', text: 'b' } }),
    };
    await tx`insert into message_templates ${
      tx({ id: template_id, shop_id, name: shop, ...words, published_version: 1, ...times })
    }`;
    await tx`insert into message_template_versions ${
      tx({
        ...{ id: idOf(`message_template_versions.${shop}`), shop_id, template_id, number: 1 },
        ...{ ...words, variables: [], created_at: past },
      })
    }`;
    await tx`insert into suppressions ${
      tx({
        ...{ id: idOf(`suppressions.${shop}`), shop_id, address: bouncedAt(shop) },
        ...{ reason: 'bounced', since: past, created_at: past },
      })
    }`;
  }
  await tx`insert into suppressions ${
    tx({
      ...{ id: idOf('suppressions.quit'), shop_id: idOf('shops.south'), address: QUIT },
      ...{ reason: 'unsubscribed', since: past, created_at: past },
    })
  }`;
  for (const shop of forgotten) {
    await tx`insert into private.forgotten_suppressions ${
      tx({ shop_id: idOf(`shops.${shop}`), digest: INNER, reason: 'bounced', since: past })
    }`;
  }
  for (const customer of refusing) {
    await tx`insert into refused_topics ${
      tx({
        ...{ shop_id: idOf(`shops.${shopOf(customer)}`), topic: 'offers', created_at: past },
        customer_id: idOf(`customers.${customer}`),
      })
    }`;
  }
}
