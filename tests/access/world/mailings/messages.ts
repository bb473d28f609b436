import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { entered, mailed } from './entries.ts';

/** Each shop's entry has a message that is due, named like the shop. */
export const messages = entered;

/** Of all shops but one: their settings. */
export const settings = ['north', 'south', 'left', 'gone'];

/** Who was sent something once. */
export const contacts = Object.values(mailed);

export async function populateMessages(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const shop of settings) {
    await tx`insert into mailing_settings ${
      tx({ shop_id: idOf(`shops.${shop}`), cap_messages: 2, cap_days: 3, ...times })
    }`;
  }
  for (const shop of messages) {
    const ids = {
      shop_id: idOf(`shops.${shop}`),
      automation_id: idOf(`automations.${shop}`),
      version_id: idOf(`automation_versions.${shop}`),
      customer_id: idOf(`customers.${mailed[shop]}`),
    };
    await tx`insert into message_logs ${
      tx({
        ...{ ...ids, id: idOf(`message_logs.${shop}`), node: 0, channel: 'email' },
        ...{ status: 'scheduled', dedupe_key: `${idOf(`automation_entries.${shop}`)}:0` },
        ...{ details: tx.json({ order_number: '#1' }), planned_for: past, scheduled_for: past },
        ...times,
      })
    }`;
    await tx`insert into private.mailing_contacts ${
      tx({ shop_id: ids.shop_id, customer_id: ids.customer_id, handed_over: [past] })
    }`;
  }
}
