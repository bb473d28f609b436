import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ratio } from '../../contract/ratio.ts';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { AT_RISK_DAYS } from '../../db/schema/academy/attendance/at-risk-days.ts';
import { refuse } from '../../errors.ts';
import { Overview, type OverviewQuery } from './contract.ts';

const { members, classes } = Overview.shape;
/** What the database answers: everything but the shares, and what was asked. */
const Answer = z.object({
  overview: Overview.omit({ gym_id: true, from: true, to: true }).extend({
    members: members.omit({ churn_rate: true }),
    classes: z.array(classes.element.omit({ rate: true })),
  }).nullable(),
});

/**
 * Reads a gym at one look, in one statement: who came and left between two dates, how classes were
 * attended, and as of today whose grading is due, who stays away, whose birthday comes.
 * @throws `not_a_manager` (forbidden)
 */
export async function readOverview(
  { db }: CallerContext,
  { gym_id, from, to }: OverviewQuery & { gym_id: string },
): Promise<Overview> {
  const [answer] = await callFor(
    db,
    Answer,
    sql`private.gym_overview(${gym_id}, ${from}, ${to}, ${AT_RISK_DAYS}) as overview`,
  );
  if (!answer?.overview) throw refuse('not_a_manager');
  const { members, classes, ...rest } = answer.overview;
  return {
    ...{ gym_id, from, to },
    ...rest,
    members: { ...members, churn_rate: ratio(members.churned, members.at_start) },
    classes: classes.map((held) => ({ ...held, rate: ratio(held.attended, held.held) })),
  };
}
