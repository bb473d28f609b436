import { or, sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ofPersons, ownRow, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../users.ts';
import { consentKinds, consentTexts, textVersion } from './consent-texts.ts';

/** Who agreed to which text for whom, and until when. Written by functions, on the database's clock. */
export const consents = pgTable('consents', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  given_by: uuid().notNull().references(() => users.id),
  kind: consentKinds.column().notNull(),
  text_version: text().notNull(),
  given_at: instant().notNull().defaultNow(),
  withdrawn_at: instant(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'consents_text_fk',
    columns: [t.kind, t.text_version],
    foreignColumns: [consentTexts.kind, consentTexts.text_version],
  }),
  uniqueIndex('consents_standing_unique').on(t.user_id, t.given_by, t.kind, t.text_version)
    .where(sql`${t.withdrawn_at} is null`),
  index('consents_user_id_index').on(t.user_id),
  index('consents_given_by_index').on(t.given_by),
  index('consents_text_index').on(t.kind, t.text_version),
  consentKinds.check('consents_kind_check', t.kind),
  textVersion.check('consents_text_version_check', t.text_version),
  ...instants(t.given_at, t.withdrawn_at, t.created_at, t.updated_at),
  selectPolicy('consents_select_own', or(ofPersons(t.user_id), ownRow(t.given_by))!),
]).enableRLS();

export const consentsGrants = grants(consents, { authenticated: { select: true } });

export const consentsTriggers = triggers(consents, 'touch');

export const consentsPersonal = personalData(consents, {
  user_id: { export: 'consents', erase: { delete: 'what was agreed to for you' } },
  given_by: { export: 'consents_given', erase: { delete: 'what you agreed to for others' } },
});
