import type { CallerContext } from '../../db/context.ts';
import { messageTemplates } from '../../db/schema/mailings/templates/message-templates.ts';
import type { CreateTemplateInput, Template } from './contract.ts';

/** Writes the draft of a template of a shop that the caller manages; nothing sends it before it is published. */
export async function createTemplate(
  { db }: CallerContext,
  { shop_id, body }: { shop_id: string; body: CreateTemplateInput },
): Promise<Template> {
  const [created] = await db.insert(messageTemplates).values({ ...body, shop_id }).returning();
  return created!;
}
