import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { PageQuery } from '../../contract/page.ts';
import { choices } from '../../db/declare/choice.ts';
import { spent } from '../customers/contract.ts';
import { segment } from '../rfm/contract.ts';

/** Whether somebody whom a shop or its gym knows trains there; `private.training_of` says which. */
export const trainingStates = choices(
  'regular',
  'occasional',
  'stopped',
  'never',
  'staff',
  'not_a_member',
);

const training = trainingStates.schema.meta({
  description:
    'Whether they train in the gym of the shop: `regular` is once a week or more, of the ' +
    'last four; `stopped` is who is at risk; staff are told apart, for nobody counts theirs',
});

const segmentOrNone = segment.nullable().meta({
  description: 'Null for who has no order that counts, customer or not',
});

/** How many of one segment train in one way. */
export const TrainingCount = z.object({
  segment: segmentOrNone,
  training,
  people: z.int(),
  total_spent: spent,
}).meta({
  id: 'TrainingCount',
  example: { segment: 'champions', training: 'stopped', people: 3, total_spent: '4310.0000' },
});
export type TrainingCount = z.output<typeof TrainingCount>;

export const TrainingPageQuery = PageQuery.extend({
  segment: z.enum([...segment.options, 'none']).optional().meta({
    description: 'Only these; `none` is who has no order that counts',
  }),
  training: trainingStates.schema.optional().meta({ description: 'Only these' }),
});
export type TrainingPageQuery = z.output<typeof TrainingPageQuery>;

/** Somebody whom a shop or its gym knows: a customer, a member, or both. */
export const Trainee = z.object({
  customer_id: z.guid().nullable().meta({ description: 'Null for a member who is no customer' }),
  user_id: z.guid().nullable().meta({ description: 'Null for a customer who is no member' }),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  segment: segmentOrNone,
  training,
  total_spent: spent,
}).meta({
  id: 'Trainee',
  example: {
    customer_id: EXAMPLE.customer_id,
    user_id: EXAMPLE.user_id,
    ...{ first_name: 'Ana', last_name: 'Souza', segment: 'champions', training: 'stopped' },
    total_spent: '1840.0000',
  },
});
export type Trainee = z.output<typeof Trainee>;
