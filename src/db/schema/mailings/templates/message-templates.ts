import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, patternOf, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { insertPolicy, selectPolicy, updatePolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { messageChannel } from '../../store/enums.ts';
import { inShop } from '../../store/policies.ts';
import { shops } from '../../store/shops/shops.ts';

export const templateName = textOf(100);
/** A language, with a region where it matters: `pt`, `pt-BR`. */
export const templateLocale = patternOf(/^[a-z]{2}(-[A-Z]{2})?$/);
/** What a message says in each language: `{ "en": { "subject": …, "text": …, "html": … } }`. */
export const templateContents = jsonObjectOf(200_000);
/** What stands for a value that a customer has none of, by language: `{ "en": { "first_name": "friend" } }`. */
export const templateFallbacks = jsonObjectOf(10_000);

/** A message in one language; a push has a subject as its title, and no HTML. */
export interface TemplateContent {
  subject: string;
  text: string;
  html?: string | undefined;
}

export const contentColumns = () => ({
  channel: messageChannel().notNull(),
  /** Who reads none of the languages gets this one. */
  default_locale: text().notNull(),
  contents: jsonb().$type<Record<string, TemplateContent>>().notNull(),
  fallbacks: jsonb().$type<Record<string, Record<string, string>>>().notNull().default({}),
});

/** A text with variables that automations send. A row is the draft: nothing is sent but its versions. */
export const messageTemplates = pgTable('message_templates', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id),
  name: text().notNull(),
  ...contentColumns(),
  published_version: integer(),
  archived_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('message_templates_id_shop_id_unique').on(t.id, t.shop_id),
  newestFirstIndex('message_templates_shop_id_index', t, t.shop_id),
  templateName.check('message_templates_name_check', t.name),
  templateLocale.check('message_templates_default_locale_check', t.default_locale),
  templateContents.check('message_templates_contents_check', t.contents),
  check('message_templates_default_check', sql`${t.contents} ? ${t.default_locale}`),
  templateFallbacks.check('message_templates_fallbacks_check', t.fallbacks),
  integerFrom(1).check('message_templates_published_version_check', t.published_version),
  ...instants(t.archived_at, t.created_at, t.updated_at),
  selectPolicy('message_templates_select_manager', inShop(t.shop_id)),
  insertPolicy('message_templates_insert_manager', inShop(t.shop_id)),
  updatePolicy('message_templates_update_manager', inShop(t.shop_id), inShop(t.shop_id)),
]).enableRLS();

export const messageTemplatesGrants = grants(messageTemplates, {
  authenticated: {
    select: true,
    insert: true,
    update: [
      'name',
      'default_locale',
      'contents',
      'fallbacks',
      'published_version',
      'archived_at',
    ],
  },
  service_role: { select: true },
});

export const messageTemplatesTriggers = triggers(messageTemplates, 'touch', 'stamp');
