import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';
import { messageTemplates } from '../../db/schema/mailings/templates/message-templates.ts';
import { assertVersion } from '../../db/version.ts';
import { type Fault, refuse, wrongState } from '../../errors.ts';
import { type CheckedTemplate, checkTemplate } from './check/check-template.ts';
import type { TemplateFault } from './check/faults.ts';
import type { TemplateVersion } from './contract.ts';
import { loadEngines } from './engine/engine.ts';
import { readTemplate } from './read-template.ts';

/**
 * Publishes the draft of a template as its next version, which nothing changes; automations that are
 * published from now on send it. Every language is checked before.
 * @throws `template_invalid` (each fault with its language, part, line and value), `template_not_found`,
 *   `template_archived` (conflict), `precondition_failed`
 */
export async function publishTemplate(
  ctx: CallerContext,
  { template_id, version }: { template_id: string; version: Date | undefined },
): Promise<TemplateVersion> {
  const draft = await readTemplate(ctx, { template_id });
  if (draft.archived_at) throw wrongState('template', 'archived');
  assertVersion(draft, version, 'template');
  const { needed } = assertSound(checkTemplate(draft, await loadEngines()));
  // What was checked is what is published: the row is still the one that was read.
  const next = ctx.db.$with('next').as(
    ctx.db.update(messageTemplates)
      .set({ published_version: sql`coalesce(${messageTemplates.published_version}, 0) + 1` })
      .where(and(
        eq(messageTemplates.id, template_id),
        eq(messageTemplates.updated_at, draft.updated_at),
        isNull(messageTemplates.archived_at),
      ))
      .returning(),
  );
  const [published] = await ctx.db.with(next).insert(messageTemplateVersions).select((qb) =>
    qb.select({
      id: sql<string>`gen_random_uuid()`.as('id'),
      shop_id: next.shop_id,
      template_id: next.id,
      number: sql<number>`${next.published_version}`.as('number'),
      channel: next.channel,
      default_locale: next.default_locale,
      contents: next.contents,
      fallbacks: next.fallbacks,
      variables: sql<string[]>`${sql.param(needed)}::text[]`.as('variables'),
      created_at: sql<Date>`now()`.as('created_at'),
    }).from(next)
  ).returning();
  if (!published) throw refuse('precondition_failed');
  return published;
}

/**
 * Refuses a template that has faults.
 * @throws `template_invalid`
 */
export function assertSound(checked: CheckedTemplate): CheckedTemplate {
  if (checked.faults.length > 0) {
    throw refuse('template_invalid', { faults: checked.faults.slice(0, 50).map(inWords) });
  }
  return checked;
}

const inWords = ({ code, locale, part, variable, line, message }: TemplateFault): Fault => ({
  field: part ? `contents.${locale}.${part}` : `fallbacks.${locale}`,
  code,
  message,
  facts: { locale, part, ...variable && { variable }, ...line && { line } },
});
