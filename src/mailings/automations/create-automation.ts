import type { CallerContext } from '../../db/context.ts';
import { automations } from '../../db/schema/mailings/automations/automations.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Automation, CreateAutomationInput } from './contract.ts';

/**
 * Writes the draft of an automation of a shop that the caller manages. It does nothing until it is
 * published and enabled.
 * @throws `template_not_found`
 */
export async function createAutomation(
  { db }: CallerContext,
  { shop_id, body }: { shop_id: string; body: CreateAutomationInput },
): Promise<Automation> {
  const [created] = await db.insert(automations).values({ ...body, shop_id }).returning()
    .catch(onViolation(
      'automations_template_fkey',
      () => refuse('template_not_found', { field: 'body.template_id' }),
    ));
  return created!;
}
