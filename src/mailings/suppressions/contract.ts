import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { suppressions } from '../../db/schema/mailings/suppressions/suppressions.ts';

/** That an address gets no more mailings of a shop, why and since when. */
export const Suppression = createSelectSchema(suppressions, {
  id: z.guid(),
  shop_id: z.guid(),
  address: z.string().nullable().meta({
    description: 'Null where the customer had none, or we had to forget it',
  }),
  customer_id: z.guid().nullable().meta({
    description: 'Who said so: no other address of theirs gets mailings either',
  }),
  since: instant,
  created_at: instant,
}).meta({
  id: 'Suppression',
  example: {
    id: EXAMPLE.suppression_id,
    shop_id: EXAMPLE.shop_id,
    address: 'ana@example.com',
    customer_id: EXAMPLE.customer_id,
    reason: 'unsubscribed',
    since: EXAMPLE.asked,
    created_at: EXAMPLE.asked,
  },
});
export type Suppression = z.output<typeof Suppression>;

export const SuppressionsQuery = PageQuery.extend({
  shop_id: z.guid(),
  address: z.string().trim().min(1).max(320).refine((value) => !value.includes('\0'), {
    error: 'must not contain NUL',
  }).optional().meta({ description: 'A part of it', example: 'ana@' }),
});

export const SuppressInput = z.strictObject({
  shop_id: z.guid(),
  address: z.email().max(320).meta({ example: 'ana@example.com' }),
}).meta({
  id: 'SuppressInput',
  example: { shop_id: EXAMPLE.shop_id, address: 'ana@example.com' },
});
