import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { backfillRejects } from '../../db/schema/store/backfills/backfill-rejects.ts';
import { backfills } from '../../db/schema/store/backfills/backfills.ts';

/** How far a backfill is, and what it came to. */
export const Backfill = createSelectSchema(backfills, {
  id: z.guid(),
  shop_id: z.guid(),
  name: z.string().nullable().meta({ description: 'Of the file, where it was one' }),
  error: z.string().nullable().meta({ description: 'Why it failed: `access_denied`, …' }),
  lines_done: z.int(),
  lines_total: z.int().nullable().meta({ description: 'Null until Shopify has said' }),
  customers: z.int().meta({ description: 'Lines about customers' }),
  orders: z.int().meta({ description: 'Lines about orders' }),
  changed: z.int().meta({ description: 'Lines that told something new' }),
  ignored: z.int().meta({ description: 'Lines about something else' }),
  rejected: z.int().meta({ description: 'Lines that could not be read' }),
  ended_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  shop_id: true,
  source: true,
  name: true,
  state: true,
  error: true,
  lines_done: true,
  lines_total: true,
  customers: true,
  orders: true,
  changed: true,
  ignored: true,
  rejected: true,
  ended_at: true,
  created_at: true,
  updated_at: true,
}).extend({
  percent: z.int().min(0).max(100).meta({ description: 'How much of it is done' }),
  error_message: z.string().nullable().meta({ description: '`error` in a sentence' }),
}).meta({
  id: 'Backfill',
  example: {
    id: EXAMPLE.backfill_id,
    shop_id: EXAMPLE.shop_id,
    source: 'bulk',
    name: null,
    state: 'running',
    error: null,
    lines_done: 42_000,
    lines_total: 100_000,
    customers: 30_000,
    orders: 12_000,
    changed: 41_990,
    ignored: 0,
    rejected: 0,
    ended_at: null,
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.decided,
    percent: 42,
    error_message: null,
  },
});
export type Backfill = z.output<typeof Backfill>;

/** A line that could not be read, which stopped nothing. */
export const BackfillReject = createSelectSchema(backfillRejects, {
  line_number: z.int().min(1).meta({ description: 'From 1, in its file' }),
  reason: z.string().meta({ description: 'Goes on from “The line”' }),
  line: z.string().meta({ description: 'The beginning of it' }),
}).pick({ kind: true, line_number: true, reason: true, line: true }).meta({
  id: 'BackfillReject',
  example: {
    kind: 'orders',
    line_number: 17,
    reason: 'has no amount in totalPriceSet.shopMoney.amount',
    line: '{"id":"gid://shopify/Order/5204967391283","name":"#1017"',
  },
});
export type BackfillReject = z.output<typeof BackfillReject>;

export const BackfillParams = z.object({ backfill_id: z.guid() });
