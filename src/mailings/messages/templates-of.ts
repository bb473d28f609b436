import { inArray } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';

const { id, channel, default_locale, contents, fallbacks } = messageTemplateVersions;

/** Keeps published templates at hand, which nothing changes. */
export function templatesOf(db: SystemDatabase) {
  const read = (ids: string[]) =>
    db.select({ id, channel, default_locale, contents, fallbacks }).from(messageTemplateVersions)
      .where(inArray(id, ids));
  const known = new Map<string, Awaited<ReturnType<typeof read>>[number]>();
  /** Those of some ids, of which all are there. */
  return async (ids: readonly string[]) => {
    const missing = [...new Set(ids)].filter((wanted) => !known.has(wanted));
    for (const row of missing.length > 0 ? await read(missing) : []) known.set(row.id, row);
    return known;
  };
}
