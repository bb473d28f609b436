import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, patternOf, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { insertPolicy, selectPolicy, updatePolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { timestamps } from '../../columns.ts';
import { inShop } from '../../store/policies.ts';
import { shops } from '../../store/shops/shops.ts';

export const capMessages = integerFrom(1, 100);
export const capDays = integerFrom(1, 90);
export const postalAddress = textOf(300);
/** One bare address: with any other no mail would leave, for it stands in each. */
export const replyTo = patternOf(
  /^[!#-'*+\-./0-9=?A-Z^-~]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,10}$/,
  { max: 320, error: 'must be one address, without a name' },
);

/** What a shop without a row has. */
export const DEFAULT_CAP = { messages: 3, days: 7 } as const;

/** What holds for all mailings of a shop. */
export const mailingSettings = pgTable('mailing_settings', {
  shop_id: uuid().primaryKey().references(() => shops.id, { onDelete: 'cascade' }),
  /** Nobody gets more than so many messages within so many days; what is more waits. */
  cap_messages: integer().notNull().default(DEFAULT_CAP.messages),
  cap_days: integer().notNull().default(DEFAULT_CAP.days),
  /** Where answers go. */
  reply_to: text(),
  /** Who sends, and where they can be found: laws on mailings ask for it at a mail's foot. */
  postal_address: text(),
  ...timestamps(),
}, (t) => [
  capMessages.check('mailing_settings_cap_messages_check', t.cap_messages),
  capDays.check('mailing_settings_cap_days_check', t.cap_days),
  replyTo.check('mailing_settings_reply_to_check', t.reply_to),
  postalAddress.check('mailing_settings_postal_address_check', t.postal_address),
  ...instants(t.created_at, t.updated_at),
  selectPolicy('mailing_settings_select_manager', inShop(t.shop_id)),
  insertPolicy('mailing_settings_insert_manager', inShop(t.shop_id)),
  updatePolicy('mailing_settings_update_manager', inShop(t.shop_id), inShop(t.shop_id)),
]).enableRLS();

export const mailingSettingsGrants = grants(mailingSettings, {
  authenticated: {
    select: true,
    insert: true,
    update: ['cap_messages', 'cap_days', 'reply_to', 'postal_address'],
  },
  service_role: { select: true },
});

export const mailingSettingsTriggers = triggers(mailingSettings, 'touch');
