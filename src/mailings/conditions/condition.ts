import { z } from 'zod';
import { belt } from '../../db/schema/belts/systems/ranks.ts';
import { tagName } from '../../db/schema/mailings/automations/automations.ts';
import { templateLocale } from '../../db/schema/mailings/templates/message-templates.ts';
import { amount } from '../../db/schema/store/columns.ts';
import { customerSegment } from '../../db/schema/store/enums.ts';

const bound = z.enum(['at_least', 'at_most']);
const membership = z.enum(['in', 'not_in']);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(50);

const number = <const F extends string>(field: F) =>
  z.strictObject({ field: z.literal(field), is: bound, value: z.int().min(0).max(1_000_000) });

/** Whole days of 24 hours, up to ten years. */
const days = <const F extends string>(field: F) =>
  z.strictObject({ field: z.literal(field), is: bound, value: z.int().min(0).max(3650) });

const money = <const F extends string>(field: F) =>
  z.strictObject({ field: z.literal(field), is: bound, value: amount.schema });

/**
 * What must hold of a customer. A fact that is not known, such as the days since an order of who never
 * ordered, is neither `at_least` nor `at_most` anything, is `in` no list, and `not_in` every one.
 */
export const Condition = z.discriminatedUnion('field', [
  z.strictObject({
    field: z.literal('segment'),
    is: membership,
    value: listOf(z.enum(customerSegment.enumValues)),
  }),
  number('orders_count'),
  money('total_spent'),
  money('avg_order_value'),
  days('days_since_order'),
  days('first_seen_days'),
  z.strictObject({
    field: z.literal('locale'),
    is: membership,
    value: listOf(templateLocale.schema).meta({
      description: 'A language alone is every region of it: `pt` is also `pt-BR`',
    }),
  }),
  z.strictObject({ field: z.literal('is_member'), is: z.literal('equal'), value: z.boolean() }),
  z.strictObject({
    field: z.literal('belt'),
    is: membership,
    value: listOf(belt.schema).meta({
      description: 'The rank that the gym gave them last, in whatever art',
    }),
  }),
  days('days_since_check_in'),
  z.strictObject({ field: z.literal('tag'), is: membership, value: listOf(tagName.schema) }),
]).meta({
  id: 'MailingCondition',
  example: { field: 'segment', is: 'in', value: ['at_risk', 'cant_lose_them'] },
});
export type Condition = z.output<typeof Condition>;

/** All of them must hold; none is no condition. */
export const Conditions = z.array(Condition).max(20);
