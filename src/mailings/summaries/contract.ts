import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { messageReasons } from '../../db/schema/mailings/lists.ts';
import { messageStatus } from '../../db/schema/store/enums.ts';
import { planned } from '../totals.ts';

export const SummaryQuery = z.object({
  version_number: z.coerce.number('must be a number').int().min(1).optional().meta({
    description: 'Only what this version planned',
  }),
});
export type SummaryQuery = z.output<typeof SummaryQuery>;

/** What became of an automation's messages by now: the sum that a dry run tells beforehand. */
export const Summary = z.object({
  automation_id: z.guid(),
  ...planned,
  to_send: z.int().meta({ description: 'To be sent, on the way, sent, or failed' }),
  cancelled: z.int().meta({
    description: 'Taken back before they were sent; not planned any more, and in no other sum',
  }),
  statuses: z.array(z.object({
    status: z.enum(messageStatus.enumValues),
    reason: messageReasons.schema.nullable(),
    count: z.int(),
  })).meta({ description: 'Every message once, by where it is and why' }),
}).meta({
  id: 'AutomationSummary',
  example: {
    automation_id: EXAMPLE.automation_id,
    ...{ planned: 120, to_send: 84, held_out: 9, cancelled: 0 },
    rescheduled: { total: 6, reasons: [{ reason: 'quiet_hours', count: 6 }] },
    refused: { total: 21, reasons: [{ reason: 'no_consent', count: 21 }] },
    statuses: [
      { status: 'delivered', reason: null, count: 80 },
      { status: 'failed', reason: 'outcome_unknown', count: 4 },
      { status: 'scheduled', reason: 'quiet_hours', count: 6 },
      { status: 'held_out', reason: null, count: 9 },
      { status: 'refused', reason: 'no_consent', count: 21 },
    ],
  },
});
export type Summary = z.output<typeof Summary>;
