import { and, eq, isNull, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { CallerContext } from '../../db/context.ts';
import { messageTemplates } from '../../db/schema/mailings/templates/message-templates.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse, wrongState } from '../../errors.ts';
import type { ChangeTemplateInput, Template } from './contract.ts';
import { readTemplate } from './read-template.ts';

interface Change {
  template_id: string;
  version: Date | undefined;
}

/**
 * Changes the draft of a template; what was published stays as it was.
 * @throws `template_not_found`, `template_archived` (conflict), `precondition_failed`
 */
export const changeTemplate = (
  ctx: CallerContext,
  { body, ...change }: Change & { body: ChangeTemplateInput },
): Promise<Template> =>
  write(ctx, change, body).catch(onViolation(
    'message_templates_default_check',
    () =>
      refuse('template_invalid', {
        field: 'body.contents',
        detail: 'The contents have the default language.',
      }),
  ));

/**
 * Takes a template out of use: nothing new is published with it, and what was goes on.
 * @throws `template_not_found`, `template_archived` (conflict)
 */
export async function archiveTemplate(
  ctx: CallerContext,
  { template_id }: { template_id: string },
): Promise<void> {
  await write(ctx, { template_id, version: undefined }, { archived_at: sql`now()` });
}

async function write(
  ctx: CallerContext,
  { template_id, version }: Change,
  set: PgUpdateSetSource<typeof messageTemplates>,
): Promise<Template> {
  const [changed] = await ctx.db.update(messageTemplates).set(set)
    .where(and(
      eq(messageTemplates.id, template_id),
      isNull(messageTemplates.archived_at),
      isVersion(messageTemplates, version),
    ))
    .returning();
  if (changed) return changed;
  const current = await readTemplate(ctx, { template_id });
  if (current.archived_at) throw wrongState('template', 'archived');
  assertVersion(current, version, 'template');
  // It was hidden from the caller a moment ago.
  throw refuse('template_not_found');
}
