import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { attributionDays } from '../../db/schema/mailings/automations/automations.ts';

/** Groups of fewer customers are not compared: a mean of so few is no bell curve. */
export const LEAST_CUSTOMERS = 30;
/**
 * With fewer buyers among those who were held out, an interval of what nobody did shows an effect far
 * more often than one time in twenty, and a gain far more often than a loss.
 */
export const LEAST_BUYERS = 100;

export const AttributionQuery = z.object({
  days: z.coerce.number('must be a number').pipe(attributionDays.schema).optional().meta({
    description: 'How long after a message an order counts, by 24 hours; else as it was published',
  }),
});
export type AttributionQuery = z.output<typeof AttributionQuery>;

const count = (description: string) => z.int().meta({ description });
const money = z.string().regex(/^-?[0-9]+\.[0-9]{4}$/);

/** What customers of one group bought in the days after they were planned for. */
export const GroupSums = z.object({
  customers: count('Whose days are over'),
  buyers: count('Who bought'),
  orders: z.int(),
  revenue: money,
  per_customer: money,
});

/** What the messages brought: who was to get them, against who was held out. */
const Comparison = z.object({
  treated: GroupSums.nullable().meta({
    description:
      'For whom messages were planned, whatever came of them, while somebody was held out',
  }),
  held_out: GroupSums.nullable(),
  compared: count('Of those treated, who have a group to be compared with'),
  difference: money.nullable().meta({
    description:
      'Revenue for each customer above that of who was held out; compared for each share that was ' +
      `held out where both groups have ${LEAST_CUSTOMERS} customers, null where none has`,
  }),
  low: money.nullable().meta({ description: 'Where its interval of 95 % (Welch’s) begins' }),
  high: money.nullable().meta({ description: 'Where it ends' }),
  revenue: money.nullable().meta({ description: '`difference` for all that were compared' }),
  revenue_low: money.nullable(),
  revenue_high: money.nullable(),
  conclusive: z.boolean().meta({
    description: 'The interval is above or below nothing, and not by chance: ' +
      `of who was held out, ${LEAST_BUYERS} bought`,
  }),
});

/** What was bought upon an automation's messages, and what of it came of them. */
export const Attribution = z.object({
  automation_id: z.guid(),
  days: z.int(),
  currency: z.string().meta({ description: 'The shop’s: of all amounts' }),
  as_of: z.iso.datetime({ offset: true }),
  attributed: z.object({
    messages: count('That reached their customer'),
    customers: count('Who got one'),
    orders: count('For which the last message before was one of these, so many days ago at most'),
    revenue: money.meta({ description: 'Of these orders, less refunds as they are known now' }),
    orders_in_other_currency: count('Which are not in the sums'),
  }).meta({
    description: 'One order counts for one message, also among automations. Some would have been ' +
      'placed without it: what it brought is under `comparison`',
  }),
  comparison: Comparison,
}).meta({
  id: 'Attribution',
  example: {
    automation_id: EXAMPLE.automation_id,
    ...{ days: 7, currency: 'BRL', as_of: EXAMPLE.later },
    attributed: {
      ...{ messages: 940, customers: 902, orders: 118, revenue: '40120.0000' },
      orders_in_other_currency: 0,
    },
    comparison: {
      treated: {
        ...{ customers: 902, buyers: 108, orders: 118, revenue: '40120.0000' },
        per_customer: '44.4789',
      },
      held_out: {
        ...{ customers: 97, buyers: 9, orders: 9, revenue: '2910.0000', per_customer: '30.0000' },
      },
      ...{ compared: 902, difference: '14.4789', low: '-6.2104', high: '35.1682' },
      ...{ revenue: '13060.0000', revenue_low: '-5601.7808', revenue_high: '31721.7164' },
      conclusive: false,
    },
  },
});
export type Attribution = z.output<typeof Attribution>;
