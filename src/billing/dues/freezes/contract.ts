import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../../contract/examples.ts';
import { calendarDate, timestamps } from '../../../contract/fields.ts';
import { duesFreezes } from '../../../db/schema/billing/dues/freezes/dues-freezes.ts';
import { duesDay } from '../../../db/schema/billing/dues/plans/terms.ts';

export const FreezeParams = z.object({ freeze_id: z.guid() });

const rest = { starts_on: '2026-07-01', ends_on: '2026-07-31' };

export const DuesFreeze = createSelectSchema(duesFreezes, {
  id: z.guid(),
  account_id: z.guid(),
  starts_on: calendarDate,
  ends_on: calendarDate.meta({ description: 'The last day' }),
  noted_by: z.guid().nullable(),
  ...timestamps,
}).pick({
  id: true,
  account_id: true,
  starts_on: true,
  ends_on: true,
  noted_by: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'DuesFreeze',
  example: {
    id: EXAMPLE.dues_freeze_id,
    account_id: EXAMPLE.dues_account_id,
    ...rest,
    ...{ noted_by: EXAMPLE.manager_id, created_at: EXAMPLE.asked, updated_at: EXAMPLE.asked },
  },
});
export type DuesFreeze = z.output<typeof DuesFreeze>;

export const FreezeInput = z.strictObject({
  starts_on: duesDay.schema,
  ends_on: duesDay.schema.meta({ description: 'The last day' }),
}).meta({ id: 'FreezeInput', example: rest });
export type FreezeInput = z.output<typeof FreezeInput>;

export const ChangeFreezeInput = FreezeInput.pick({ ends_on: true })
  .meta({ id: 'ChangeFreezeInput', example: { ends_on: '2026-07-15' } });
export type ChangeFreezeInput = z.output<typeof ChangeFreezeInput>;
