import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { reportStates } from '../../db/schema/community/reports/post-reports.ts';
import { refuse, wrongState } from '../../errors.ts';
import type { Decision, DecisionInput } from './contract.ts';

const Decided = z.object({ was: reportStates.schema, state: reportStates.schema });

/**
 * Decides a report, by staff of the gym who did not write what is reported: dismissed, or upheld, which
 * takes the words down with the reason and decides whatever else was reported about them. The same
 * decision again changes nothing.
 * @throws `report_not_found`, `report_dismissed`, `report_upheld` (conflict)
 */
export async function decideReport(
  { db }: CallerContext,
  { report_id, body }: { report_id: string; body: DecisionInput },
): Promise<Decision> {
  const reason = body.state === 'upheld' ? body.reason : null;
  const [decided] = await callFor(
    db,
    Decided,
    sql`private.decide_report(${report_id}, ${body.state}, ${reason})`,
  );
  if (!decided) throw refuse('report_not_found');
  if (decided.was !== 'open' && decided.was !== body.state) throw wrongState('report', decided.was);
  return { id: report_id, state: decided.state };
}
