import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { automations } from '../../db/schema/mailings/automations/automations.ts';
import { refuse } from '../../errors.ts';
import type { Automation } from './contract.ts';

/**
 * Reads an automation of a shop that the caller manages, as its draft is now.
 * @throws `automation_not_found`
 */
export async function readAutomation(
  { db }: Pick<CallerContext, 'db'>,
  { automation_id }: { automation_id: string },
): Promise<Automation> {
  const [found] = await db.select().from(automations).where(eq(automations.id, automation_id));
  if (!found) throw refuse('automation_not_found');
  return found;
}
