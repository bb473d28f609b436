import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { automationVersions } from '../../db/schema/mailings/automations/automation-versions.ts';
import { automations } from '../../db/schema/mailings/automations/automations.ts';
import { messageLogs } from '../../db/schema/mailings/messages/message-logs.ts';
import { refuse } from '../../errors.ts';
import type { Summary, SummaryQuery } from './contract.ts';
import { sumUp } from './sum-up.ts';

/**
 * Reads what became of an automation's messages, of all its versions or of one, in one statement: for
 * managers of the shop's gym.
 * @throws `automation_not_found`
 */
export async function readSummary(
  { db }: CallerContext,
  { automation_id, version_number }: SummaryQuery & { automation_id: string },
): Promise<Summary> {
  const { status, reason, version_id, shop_id } = messageLogs;
  const ofVersion = version_number === undefined ? undefined : inArray(
    version_id,
    db.select({ id: automationVersions.id }).from(automationVersions).where(and(
      eq(automationVersions.automation_id, automation_id),
      eq(automationVersions.number, version_number),
    )),
  );
  // Without any message there is one row, of the automation alone.
  const rows = await db.select({ status, reason, count: count(messageLogs.id) }).from(automations)
    .leftJoin(
      messageLogs,
      and(
        eq(messageLogs.automation_id, automations.id),
        eq(shop_id, automations.shop_id),
        ofVersion,
      ),
    )
    .where(eq(automations.id, automation_id))
    .groupBy(status, reason).orderBy(asc(status), asc(reason));
  if (rows.length === 0) throw refuse('automation_not_found');
  const counts = rows.flatMap(({ status, ...rest }) =>
    status === null ? [] : [{ status, ...rest }]
  );
  return { automation_id, ...sumUp(counts) };
}
