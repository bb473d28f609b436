import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, text, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { dryRunOutcomes } from '../../db/schema/mailings/dry-runs/dry-run-customers.ts';
import { dryRuns, dryRunSources } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { Counted, planned } from '../totals.ts';

/** How many days back an event counts as one that comes now. */
export const DRY_RUN_DAYS = 30;

export const StartDryRunInput = z.strictObject({
  of: dryRunSources.schema.default('draft').meta({
    description:
      'The draft as though it were published and enabled now, its templates as they were ' +
      'published last; or what is published, as it is',
  }),
}).meta({ id: 'StartDryRunInput', example: { of: 'draft' } });
export type StartDryRunInput = z.output<typeof StartDryRunInput>;

/** Every customer of the shop, once. */
export const DryRunTotals = z.object({
  customers: z.int().meta({
    description: 'Of the shop, who are there: `planned` + `not_planned.total`',
  }),
  ...planned,
  not_planned: Counted.meta({
    description: 'For whom nothing is planned: `not_triggered`, `already_entered`, ' +
      '`condition:2` (the first that does not hold, counted from 0), `no_message` on their way',
  }),
});
export type DryRunTotals = z.output<typeof DryRunTotals>;

/** Who would get an automation's first message now, and who not, in numbers. */
export const DryRun = createSelectSchema(dryRuns, {
  id: z.guid(),
  shop_id: z.guid(),
  automation_id: z.guid(),
  as_of: instant.nullable().meta({ description: 'When it began' }),
  totals: DryRunTotals.nullable(),
  error: z.string().nullable().meta({ description: 'Why it failed: `gave_up`, …' }),
  ...timestamps,
}).omit({ plan: true }).meta({
  id: 'DryRun',
  description: 'Nothing is sent by it, and nothing is counted. Kept for a day.',
  example: {
    id: EXAMPLE.dry_run_id,
    ...{ shop_id: EXAMPLE.shop_id, automation_id: EXAMPLE.automation_id },
    ...{ of: 'draft', state: 'done', as_of: EXAMPLE.later, error: null },
    totals: {
      ...{ customers: 980, planned: 120, to_send: 84, held_out: 9 },
      rescheduled: { total: 6, reasons: [{ reason: 'quiet_hours', count: 6 }] },
      refused: {
        total: 21,
        reasons: [{ reason: 'no_consent', count: 15 }, { reason: 'unsubscribed', count: 6 }],
      },
      not_planned: {
        total: 860,
        reasons: [{ reason: 'not_triggered', count: 790 }, { reason: 'condition:0', count: 70 }],
      },
    },
    ...{ created_at: EXAMPLE.later, updated_at: EXAMPLE.later },
  },
});
export type DryRun = z.output<typeof DryRun>;

export const DryRunParams = z.object({ dry_run_id: z.guid() });

export const DryRunCustomersQuery = PageQuery.extend({
  outcome: dryRunOutcomes.schema.optional().meta({ description: 'Only whom this becomes of' }),
  reason: text(64).optional().meta({ description: 'Only by this reason' }),
  customer_id: z.guid().optional().meta({ description: 'Only this customer' }),
});
export type DryRunCustomersQuery = z.output<typeof DryRunCustomersQuery>;

/** What a dry run says of one customer. */
export const DryRunCustomer = z.object({
  customer_id: z.guid(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  outcome: dryRunOutcomes.schema,
  reason: z.string().nullable().meta({
    description: 'The first one; null for `to_send` and `held_out`',
  }),
  at: instant.nullable().meta({
    description: 'When it would be sent; null for who gets nothing',
  }),
}).meta({
  id: 'DryRunCustomer',
  example: {
    ...{ customer_id: EXAMPLE.customer_id, first_name: 'Ana', last_name: 'Souza' },
    ...{ outcome: 'refused', reason: 'no_consent', at: null },
  },
});
export type DryRunCustomer = z.output<typeof DryRunCustomer>;
