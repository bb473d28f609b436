/** Applies the deliveries that it is sent, to be killed: it answers each when it is committed. */
import process from 'node:process';
import { openSystemDoor } from '../../../../supabase/functions/_shared/system-db.ts';
import type { Delivery } from '../../../../testkit/doubles/shopify/deliveries.ts';
import { deliver } from './deliver.ts';

const [url = '', shop_id = '', connections] = process.argv.slice(2);
const door = openSystemDoor({ url, poolSize: Number(connections) });
const db = door.asSystem('test');

process.on('message', async ({ number, delivery }: { number: number; delivery: Delivery }) => {
  const { outcome } = await deliver(db, shop_id, delivery);
  process.send!({ number, outcome });
});
await deliver(db, shop_id, {
  topic: 'warm',
  body: '',
  headers: {
    'x-shopify-topic': 'warm',
    'x-shopify-shop-domain': 'a.myshopify.com',
    'x-shopify-event-id': 'warm',
    'x-shopify-triggered-at': '2026-01-01T00:00:00Z',
  },
});
process.send!('ready');
