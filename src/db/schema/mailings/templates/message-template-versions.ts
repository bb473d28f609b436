import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { insertPolicy, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { inShop } from '../../store/policies.ts';
import {
  contentColumns,
  messageTemplates,
  templateContents,
  templateFallbacks,
  templateLocale,
} from './message-templates.ts';

/** A template as it was published. Nothing changes it. */
export const messageTemplateVersions = pgTable('message_template_versions', {
  id: id(),
  shop_id: uuid().notNull(),
  template_id: uuid().notNull(),
  number: integer().notNull(),
  ...contentColumns(),
  /** The values of a customer that it cannot do without: what nothing stands for in some language. */
  variables: text().array().notNull(),
  ...createdAt(),
}, (t) => [
  unique('message_template_versions_number_unique').on(t.template_id, t.shop_id, t.number),
  unique('message_template_versions_id_shop_id_unique').on(t.id, t.shop_id),
  foreignKey({
    name: 'message_template_versions_template_fkey',
    columns: [t.template_id, t.shop_id],
    foreignColumns: [messageTemplates.id, messageTemplates.shop_id],
  }).onDelete('cascade'),
  integerFrom(1).check('message_template_versions_number_check', t.number),
  templateLocale.check('message_template_versions_default_locale_check', t.default_locale),
  templateContents.check('message_template_versions_contents_check', t.contents),
  check('message_template_versions_default_check', sql`${t.contents} ? ${t.default_locale}`),
  templateFallbacks.check('message_template_versions_fallbacks_check', t.fallbacks),
  check(
    'message_template_versions_variables_check',
    sql`cardinality(${t.variables}) <= 50 and array_position(${t.variables}, null) is null`,
  ),
  ...instants(t.created_at),
  selectPolicy('message_template_versions_select_manager', inShop(t.shop_id)),
  insertPolicy('message_template_versions_insert_manager', inShop(t.shop_id)),
]).enableRLS();

export const messageTemplateVersionsGrants = grants(messageTemplateVersions, {
  authenticated: { select: true, insert: true },
  service_role: { select: true },
});

export const messageTemplateVersionsTriggers = triggers(messageTemplateVersions, 'stamp');
