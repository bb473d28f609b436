import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../../contract/examples.ts';
import { instant, timestamps } from '../../../contract/fields.ts';
import { duesPlans, planName } from '../../../db/schema/billing/dues/plans/dues-plans.ts';
import { duesKinds, punches, validDays } from '../../../db/schema/billing/dues/plans/terms.ts';
import { amount, currencyCode } from '../../../db/schema/store/columns.ts';

export const PlanParams = z.object({ plan_id: z.guid() });

/** The terms of a plan as a family has them. */
export const familyTerms = {
  kind: 'family',
  price: '180.0000',
  person_price: '90.0000',
  currency: 'BRL',
  punches: null,
  valid_days: null,
} as const;

/** Fields of terms that are read, of a plan and of an account. */
export const termFields = {
  price: z.string().meta({ description: 'Of a month, a card or a trial, in decimal digits' }),
  person_price: z.string().nullable().meta({
    description: 'Of a family: a month’s for each person after the first',
  }),
  currency: z.string(),
  punches: z.int().nullable().meta({ description: 'How many classes a card or a trial has' }),
  valid_days: z.int().nullable().meta({
    description: 'For how many days a card is good after it was paid, or a trial after it began',
  }),
};

export const DuesPlan = createSelectSchema(duesPlans, {
  id: z.guid(),
  gym_id: z.guid(),
  ...termFields,
  archived_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  name: true,
  kind: true,
  price: true,
  person_price: true,
  currency: true,
  punches: true,
  valid_days: true,
  archived_at: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'DuesPlan',
  description: 'What a gym asks for training.',
  example: {
    id: EXAMPLE.dues_plan_id,
    gym_id: EXAMPLE.gym_id,
    name: 'Family',
    ...familyTerms,
    archived_at: null,
    created_at: EXAMPLE.founded,
    updated_at: EXAMPLE.founded,
  },
});
export type DuesPlan = z.output<typeof DuesPlan>;

const writable = {
  name: planName.schema,
  price: amount.schema,
  person_price: amount.schema.nullable(),
  punches: punches.schema.nullable(),
  valid_days: validDays.schema.nullable(),
};

export const CreatePlanInput = z.strictObject({
  kind: duesKinds.schema,
  ...writable,
  person_price: writable.person_price.default(null),
  currency: currencyCode.schema.meta({ description: 'ISO 4217' }),
  punches: writable.punches.default(null),
  valid_days: writable.valid_days.default(null),
}).meta({ id: 'CreatePlanInput', example: { name: 'Family', ...familyTerms } });
export type CreatePlanInput = z.output<typeof CreatePlanInput>;

export const UpdatePlanInput = z.strictObject(writable).partial()
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .meta({ id: 'UpdatePlanInput', example: { price: '195.0000' } });
export type UpdatePlanInput = z.output<typeof UpdatePlanInput>;
