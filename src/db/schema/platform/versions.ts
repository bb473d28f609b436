import { pgTable, text } from 'drizzle-orm/pg-core';
import { instants, patternOf } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { everyRow, selectByEveryone } from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';

/** Semantic Versioning 2.0.0, the grammar its authors publish, without a leading `v`. */
export const semanticVersion = patternOf(
  /^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9a-z-]+([.][0-9a-z-]+)*)?([+][0-9a-z-]+([.][0-9a-z-]+)*)?$/i,
  { max: 100, error: 'must be a semantic version' },
);

/** The releases of the app. One that is disabled may no longer run. */
export const versions = pgTable('versions', {
  id: id(),
  app_version: text().notNull().unique(),
  disabled_at: instant(),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  semanticVersion.check('versions_app_version_check', t.app_version),
  ...instants(t.disabled_at, t.created_at, t.updated_at),
  selectByEveryone('versions_select_all', everyRow),
]).enableRLS();

export const versionsGrants = grants(versions, {
  anon: { select: true },
  authenticated: { select: true },
});

export const versionsTriggers = triggers(versions, 'touch');
