import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';
import { messageTemplates } from '../../db/schema/mailings/templates/message-templates.ts';
import type { Template, TemplateVersion } from './contract.ts';

/** Lists the templates of a shop, newest first, those in use or the archived ones; for its managers. */
export const listTemplates = (
  { db }: CallerContext,
  { shop_id, archived, page }: { shop_id: string; archived: boolean; page: PageRequest },
): Promise<Slice<Template>> =>
  newestFirst(messageTemplates).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(messageTemplates)
        .where(and(
          eq(messageTemplates.shop_id, shop_id),
          (archived ? isNotNull : isNull)(messageTemplates.archived_at),
          where,
        ))
        .orderBy(...orderBy).limit(limit),
  );

/** Lists what a template was each time it was published, the latest first; for managers of the shop. */
export const listTemplateVersions = (
  { db }: CallerContext,
  { template_id, page }: { template_id: string; page: PageRequest },
): Promise<Slice<TemplateVersion>> =>
  newestFirst(messageTemplateVersions).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(messageTemplateVersions)
        .where(and(eq(messageTemplateVersions.template_id, template_id), where))
        .orderBy(...orderBy).limit(limit),
  );
