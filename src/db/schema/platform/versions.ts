import { pgTable, text } from 'drizzle-orm/pg-core';
import { grants } from '../../grants.ts';
import { everyRow, selectByEveryone } from '../../policies.ts';
import { triggers } from '../../triggers.ts';
import { id, instant, timestamps } from '../columns.ts';

/** The releases of the app. One that is disabled may no longer run. */
export const versions = pgTable('versions', {
  id: id(),
  app_version: text().notNull().unique(),
  disabled_at: instant(),
  ...timestamps(),
}, () => [selectByEveryone('versions_select_all', everyRow)]).enableRLS();

export const versionsGrants = grants(versions, {
  anon: { select: true },
  authenticated: { select: true },
});

export const versionsTriggers = triggers(versions, 'touch');
