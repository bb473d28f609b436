import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { everyRow, selectByEveryone } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt } from '../../columns.ts';

/** What one may agree to. */
export const consentKinds = choices('child_data');

export const textVersion = textOf(40);

/**
 * The texts that people agree to, word for word, one row a version and language. Reference data
 * (`consent-texts.after.sql`): a text that somebody agreed to is never changed, a new one is added.
 */
export const consentTexts = pgTable('consent_texts', {
  kind: consentKinds.column().notNull(),
  text_version: text().notNull(),
  text: text().notNull(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.kind, t.text_version] }),
  consentKinds.check('consent_texts_kind_check', t.kind),
  textVersion.check('consent_texts_text_version_check', t.text_version),
  textOf(10_000).check('consent_texts_text_check', t.text),
  ...instants(t.created_at),
  selectByEveryone('consent_texts_select_all', everyRow),
]).enableRLS();

export const consentTextsGrants = grants(consentTexts, {
  anon: { select: true },
  authenticated: { select: true },
  service_role: { select: true },
});

export const consentTextsTriggers = triggers(consentTexts, {
  name: 'append_only',
  before: ['update', 'delete', 'truncate'],
  each: 'statement',
  run: 'private.refuse_change',
});
