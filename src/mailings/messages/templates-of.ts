import { and, eq, inArray } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';

const { id, shop_id, channel, default_locale, contents, fallbacks } = messageTemplateVersions;

/** Keeps a shop's published templates at hand, which nothing changes. */
export function templatesOf(db: SystemDatabase, shop: string) {
  const read = (ids: string[]) =>
    db.select({ id, channel, default_locale, contents, fallbacks }).from(messageTemplateVersions)
      // What raw SQL wrote into a version may name another shop's.
      .where(and(eq(shop_id, shop), inArray(id, ids)));
  const known = new Map<string, Awaited<ReturnType<typeof read>>[number]>();
  /** Those of some ids that are there. */
  return async (ids: readonly string[]) => {
    const missing = [...new Set(ids)].filter((wanted) => !known.has(wanted));
    for (const row of missing.length > 0 ? await read(missing) : []) known.set(row.id, row);
    return known;
  };
}
