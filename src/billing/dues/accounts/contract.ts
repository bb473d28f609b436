import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../../contract/examples.ts';
import { calendarDate, instant, timestamps } from '../../../contract/fields.ts';
import { ForPerson } from '../../../contract/for-person.ts';
import { PageQuery } from '../../../contract/page.ts';
import {
  duesAccounts,
  duesStates,
} from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import { duesCoverage } from '../../../db/schema/billing/dues/accounts/dues-coverage.ts';
import { duesDay } from '../../../db/schema/billing/dues/plans/terms.ts';
import { familyTerms, termFields } from '../plans/contract.ts';

export const AccountParams = z.object({ account_id: z.guid() });

/** More than any family has. */
export const MAX_COVERED = 20;

const whose = {
  id: EXAMPLE.dues_account_id,
  gym_id: EXAMPLE.gym_id,
  plan_id: EXAMPLE.dues_plan_id,
  payer_id: EXAMPLE.user_id,
};

export const DuesAccount = createSelectSchema(duesAccounts, {
  id: z.guid(),
  gym_id: z.guid(),
  plan_id: z.guid(),
  payer_id: z.guid(),
  ...termFields,
  starts_on: calendarDate,
  ends_on: calendarDate.nullable().meta({ description: 'The last day' }),
  overdue_since: calendarDate.nullable().meta({
    description: 'The first day that is not paid for',
  }),
  ended_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  plan_id: true,
  payer_id: true,
  kind: true,
  price: true,
  person_price: true,
  currency: true,
  punches: true,
  valid_days: true,
  starts_on: true,
  ends_on: true,
  state: true,
  overdue_since: true,
  ended_at: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'DuesAccount',
  description:
    'Who pays a gym on which terms; the state is written down at every change and once an ' +
    'hour, the balance tells it of this moment.',
  example: {
    ...whose,
    ...familyTerms,
    ...{ starts_on: '2026-03-02', ends_on: null, state: 'current', overdue_since: null },
    ...{ ended_at: null, created_at: EXAMPLE.asked, updated_at: EXAMPLE.later },
  },
});
export type DuesAccount = z.output<typeof DuesAccount>;

export const DuesCoverage = createSelectSchema(duesCoverage, {
  id: z.guid(),
  account_id: z.guid(),
  gym_id: z.guid(),
  user_id: z.guid(),
  covered_from: calendarDate,
  covered_until: calendarDate.nullable().meta({
    description: 'The first day not covered any more',
  }),
  ...timestamps,
}).pick({
  id: true,
  account_id: true,
  user_id: true,
  covered_from: true,
  covered_until: true,
  created_at: true,
}).meta({
  id: 'DuesCoverage',
  example: {
    id: EXAMPLE.membership_id,
    account_id: EXAMPLE.dues_account_id,
    user_id: EXAMPLE.child_id,
    ...{ covered_from: '2026-03-02', covered_until: null, created_at: EXAMPLE.asked },
  },
});
export type DuesCoverage = z.output<typeof DuesCoverage>;

const digits = z.string().nullable();

export const DuesBalance = z.object({
  day: calendarDate.meta({ description: 'Today by the gym’s clock' }),
  state: duesStates.schema,
  overdue_since: calendarDate.nullable(),
  paid_until: calendarDate.nullable().meta({
    description: 'The first day that is not paid for, or on which a card or trial is good no more',
  }),
  punches_left: z.int().nullable(),
  covered: z.int().meta({ description: 'How many people today' }),
  currency: z.string(),
  price: digits.meta({ description: 'Of a month, a card or a trial, for as many as are covered' }),
  months_owed: z.int().nullable(),
  amount_owed: digits.meta({ description: 'In decimal digits; null for who is only covered' }),
}).meta({
  id: 'DuesBalance',
  example: {
    ...{ day: '2026-03-16', state: 'current', overdue_since: null, paid_until: '2026-04-02' },
    ...{ punches_left: null, covered: 2, currency: 'BRL', price: '270.0000', months_owed: 0 },
    amount_owed: '0',
  },
});
export type DuesBalance = z.output<typeof DuesBalance>;

const covered = z.array(z.guid()).min(1).max(MAX_COVERED).meta({
  description: 'Members of the gym; one for a monthly plan or a trial',
});

export const OpenAccountInput = z.strictObject({
  plan_id: z.guid(),
  payer_id: z.guid().meta({
    description: 'A grown-up member, or the guardian of a child that is covered',
  }),
  covered,
  starts_on: duesDay.schema.optional().meta({ description: 'Today unless told' }),
}).meta({
  id: 'OpenAccountInput',
  example: {
    plan_id: EXAMPLE.dues_plan_id,
    payer_id: EXAMPLE.user_id,
    covered: [EXAMPLE.user_id, EXAMPLE.child_id],
    starts_on: '2026-03-02',
  },
});
export type OpenAccountInput = z.output<typeof OpenAccountInput>;

export const ChangeAccountInput = z.strictObject({
  ends_on: duesDay.schema.nullable().optional().meta({
    description: 'The last day; null for none',
  }),
  covered: covered.optional(),
  from: duesDay.schema.optional().meta({
    description: 'From when on `covered` holds; today unless told',
  }),
}).refine(({ ends_on, covered }) => ends_on !== undefined || covered !== undefined, {
  error: 'must name ends_on or covered',
}).meta({ id: 'ChangeAccountInput', example: { ends_on: '2026-12-31' } });
export type ChangeAccountInput = z.output<typeof ChangeAccountInput>;

export const GymAccountsQuery = PageQuery.extend({
  user_id: z.guid().optional().meta({ description: 'Only what covers this member' }),
  state: duesStates.schema.optional(),
});

export const MyAccountsQuery = PageQuery.extend(ForPerson.shape);

export const OverdueAccount = DuesAccount.extend({
  payer_first_name: z.string().nullable(),
  payer_last_name: z.string().nullable(),
}).meta({
  id: 'OverdueAccount',
  example: {
    ...whose,
    ...familyTerms,
    ...{ starts_on: '2026-03-02', ends_on: null, state: 'overdue', overdue_since: '2026-04-02' },
    ...{ ended_at: null, created_at: EXAMPLE.asked, updated_at: EXAMPLE.later },
    ...{ payer_first_name: 'Mia', payer_last_name: 'Souza' },
  },
});
export type OverdueAccount = z.output<typeof OverdueAccount>;
