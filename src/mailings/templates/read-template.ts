import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { messageTemplates } from '../../db/schema/mailings/templates/message-templates.ts';
import { refuse } from '../../errors.ts';
import type { Template } from './contract.ts';

/**
 * Reads the draft of a template of a shop that the caller manages.
 * @throws `template_not_found`
 */
export async function readTemplate(
  { db }: Pick<CallerContext, 'db'>,
  { template_id }: { template_id: string },
): Promise<Template> {
  const [found] = await db.select().from(messageTemplates)
    .where(eq(messageTemplates.id, template_id));
  if (!found) throw refuse('template_not_found');
  return found;
}
