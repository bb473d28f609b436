import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant } from '../../contract/fields.ts';
import { dateBetween } from '../../db/declare/bounds.ts';
import { shopifyGroups } from '../../db/schema/store/customers/customers.ts';
import { customerSegment } from '../../db/schema/store/enums.ts';
import { segmentOrders } from '../../db/schema/store/shops/shops.ts';

export const segment = z.enum(customerSegment.enumValues);

/** The days that may be asked about: an online shop's. */
const day = dateBetween('2000-01-01', '2199-12-31').schema;

const decimal = z.string().regex(/^[0-9]+(\.[0-9]+)?$/);
const score = z.int().min(1).max(5);
const range = z.object({ from: score, to: score });

export const RfmQuery = z.object({
  as_of: day.optional().meta({
    description:
      'Computed as of this day, by the shop’s clock, and not kept; without it, the last ' +
      'run that was kept',
  }),
});

/** What a segment means under an order, and whether it can come up at all. */
export const SegmentMeaning = z.object({
  segment,
  ranges: z.object({ r: range, f: range, m: range }).nullable().meta({
    description: 'Scores of recency, frequency and money; null for whoever no range holds',
  }),
  position: z.int().meta({ description: 'When it is tried: the first that fits counts' }),
  never: z.boolean().meta({ description: 'It never comes up in this order' }),
  hidden_by: z.array(segment).meta({
    description: 'If it never comes up, the segments before it that hold all its scores',
  }),
}).meta({
  id: 'SegmentMeaning',
  example: {
    segment: 'new',
    ranges: { r: { from: 4, to: 5 }, f: { from: 1, to: 1 }, m: { from: 1, to: 1 } },
    position: 4,
    never: true,
    hidden_by: ['potential_loyalist'],
  },
});
export type SegmentMeaning = z.output<typeof SegmentMeaning>;

/** The meanings of all segments in both orders. */
export const SegmentMeanings = z.object({
  listed: z.array(SegmentMeaning),
  most_specific: z.array(SegmentMeaning),
});
export type SegmentMeanings = z.output<typeof SegmentMeanings>;

/** What a segment holds; `revenue` is in the run's currency. */
export const SegmentTotal = z.object({
  segment,
  customers: z.int(),
  orders: z.int(),
  revenue: decimal,
});

const bounds = z.array(decimal);

/** What a scoring of a shop came to. */
export const RfmRun = z.object({
  shop_id: z.guid(),
  as_of: calendarDate,
  currency: z.string(),
  segment_order: segmentOrders.schema,
  truncated: z.boolean().meta({
    description: 'Shopify told orders of the last sixty days only, so older ones are missing in it',
  }),
  boundaries: z.object({ recency: bounds, frequency: bounds, monetary: bounds }).meta({
    description:
      'The 20, 40, 60 and 80 % quantiles plus one day, order or unit of the currency: a ' +
      'value that reaches one is in the higher bin. Empty where nobody was scored',
  }),
  customers: z.int().meta({ description: 'Who was scored' }),
  segments: z.array(SegmentTotal),
  left_out: z.object({
    other_currency: z.int().meta({ description: 'Customers whose orders are in another currency' }),
    no_counted_order: z.int().meta({ description: 'Customers of whose orders none counts' }),
    orders_in_other_currency: z.int().meta({
      description: 'Orders in another currency, also of customers who were scored by their others',
    }),
  }),
  kept: z.boolean().meta({ description: 'Whether scores and history were written' }),
  changed: z.int().meta({ description: 'Whose scores were not what they were' }),
  moved: z.int().meta({ description: 'Who went to another segment' }),
  scored_at: instant,
}).meta({
  id: 'RfmRun',
  example: {
    shop_id: EXAMPLE.shop_id,
    as_of: '2026-03-16',
    currency: 'BRL',
    segment_order: 'listed',
    truncated: false,
    boundaries: {
      recency: ['12.20000', '31.00000', '76.40000', '180.00000'],
      frequency: ['2.00000', '2.40000', '4.00000', '6.20000'],
      monetary: ['90.90000', '211.00000', '400.18000', '951.00000'],
    },
    customers: 82,
    segments: [{ segment: 'champions', customers: 11, orders: 96, revenue: '18240.5000' }],
    left_out: { other_currency: 1, no_counted_order: 7, orders_in_other_currency: 3 },
    kept: true,
    changed: 9,
    moved: 4,
    scored_at: EXAMPLE.later,
  },
});
export type RfmRun = z.output<typeof RfmRun>;

/** A scoring that is on its way. */
export const ScoringRequested = z.object({
  shop_id: z.guid(),
  enqueued: z.boolean().meta({ description: 'False where one was on its way already' }),
}).meta({ id: 'ScoringRequested', example: { shop_id: EXAMPLE.shop_id, enqueued: true } });
export type ScoringRequested = z.output<typeof ScoringRequested>;

export const MovementsQuery = z.object({ from: day, to: day }).refine(
  ({ from, to }) => from <= to,
  { error: 'must not be before `from`', path: ['to'] },
);
export type MovementsQuery = z.output<typeof MovementsQuery>;

/** How many customers were in one segment on one day, and in another on a later one. */
export const Movement = z.object({
  from: segment.nullable().meta({ description: 'Null for who had none' }),
  to: segment.nullable().meta({ description: 'Null for who has none any more' }),
  customers: z.int(),
}).meta({ id: 'SegmentMovement', example: { from: 'loyal', to: 'at_risk', customers: 3 } });
export type Movement = z.output<typeof Movement>;

/** How many customers Shopify has in one of its groups and we in one of our segments. */
export const GroupMatch = z.object({
  shopify_group: shopifyGroups.schema.nullable().meta({
    description: 'Null for whom Shopify has in none, or has not told',
  }),
  segment: segment.nullable().meta({ description: 'Null for who was not scored' }),
  customers: z.int(),
}).meta({
  id: 'ShopifyGroupMatch',
  example: { shopify_group: 'dormant', segment: 'lost', customers: 14 },
});
export type GroupMatch = z.output<typeof GroupMatch>;
