import { z } from 'zod';
import { belt } from '../../../db/schema/belts/systems/ranks.ts';
import { amount } from '../../../db/schema/store/columns.ts';
import { customerSegment } from '../../../db/schema/store/enums.ts';

const segments = z.array(z.enum(customerSegment.enumValues)).min(1).max(11);
/** Null: who had none, as everybody before a shop is scored for the first time. */
const segmentsBefore = z.array(z.enum(customerSegment.enumValues).nullable()).min(1).max(12);
const none = z.strictObject({});

/** What narrows each trigger; an option that is left out narrows nothing. */
export const triggerOptions = {
  segment_changed: z.strictObject({
    from: segmentsBefore.optional().meta({
      description: 'Left out: any segment. Whoever had none counts where null is named',
    }),
    to: segments.optional().meta({ description: 'Left out: any segment' }),
  }),
  order_placed: z.strictObject({
    min_total: amount.schema.optional().meta({ description: "In the shop's currency" }),
  }),
  first_purchase: none,
  absent: z.strictObject({
    days: z.int().min(1).max(365).meta({
      description: 'Since the last check-in, or since joining',
    }),
  }),
  birthday: z.strictObject({
    days_before: z.int().min(0).max(30).optional(),
  }),
  graduated: z.strictObject({ belts: z.array(belt.schema).min(1).max(50).optional() }),
  membership_approved: none,
} as const;

const of = <const T extends keyof typeof triggerOptions>(trigger: T) =>
  z.object({ trigger: z.literal(trigger), trigger_options: triggerOptions[trigger] });

/** What begins an automation, with what narrows it. */
export const Trigger = z.discriminatedUnion('trigger', [
  of('segment_changed'),
  of('order_placed'),
  of('first_purchase'),
  of('absent'),
  of('birthday'),
  of('graduated'),
  of('membership_approved'),
]);
export type Trigger = z.output<typeof Trigger>;

/** Those that happen; the others are found out by looking, hour by hour. */
export const eventTriggers = [
  'segment_changed',
  'order_placed',
  'first_purchase',
  'graduated',
  'membership_approved',
] as const;
