import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom, minuteOfDay, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonListOf, jsonObjectOf } from '../../../declare/json-bounds.ts';
import { insertPolicy, selectPolicy, updatePolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timeOfDay, timestamps } from '../../columns.ts';
import { actionType, triggerType } from '../../store/enums.ts';
import { inShop } from '../../store/policies.ts';
import { shops } from '../../store/shops/shops.ts';
import { topics } from '../lists.ts';
import { messageTemplates } from '../templates/message-templates.ts';

export const automationName = textOf(100);
export const tagName = textOf(50);
/** What narrows a trigger: `{ days: 14 }` of `absent`, `{ to: ['lost'] }` of `segment_changed`. */
export const triggerOptions = jsonObjectOf(2_000);
/** What must hold of a customer who enters, all of them. */
export const conditionList = jsonListOf({ field: 'text', is: 'text' }, 10_000);
/** What follows upon the first action, in order; a branch holds steps of its own. */
export const stepList = jsonListOf({ kind: 'text' }, 20_000);
/** Ninety days. */
export const delayMinutes = integerFrom(0, 129_600);
export const holdOutPercent = integerFrom(0, 50);
export const attributionDays = integerFrom(1, 90);
const version = integerFrom(1);

/** So many of a shop may be enabled at once. */
export const MOST_ENABLED = 100;

/** Weekdays of ISO 8601, Monday is 1, each once, in order. */
export const sendDays = {
  check: (name: string, column: Parameters<typeof version.check>[1]) =>
    check(
      name,
      sql`cardinality(${column}) between 1 and 7 and array_position(${column}, null) is null
        and ${column} <@ '{1,2,3,4,5,6,7}'::smallint[]`,
    ),
};

/** What a published version has of the automation, as it was then. */
export const sendingColumns = () => ({
  trigger: triggerType().notNull(),
  trigger_options: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  conditions: jsonb().$type<{ field: string; is: string }[]>().notNull().default([]),
  topic: topics.column().notNull().default('offers'),
  /** Between these, by the customer's own clock, nothing is sent: it waits. May go past midnight. */
  quiet_from: timeOfDay(),
  quiet_until: timeOfDay(),
  /** On these weekdays alone, by the customer's own calendar; null: on all. */
  send_days: smallint().array(),
  /** So many of a hundred get nothing, always the same ones, to compare with. */
  hold_out_percent: integer().notNull().default(0),
  /** An order within so many days counts for a message. */
  attribution_days: integer().notNull().default(7),
});

/**
 * What a shop does by itself when something happens to a customer. A row is the draft: nothing runs but
 * its published versions, and a change says nothing to whoever entered before.
 */
export const automations = pgTable('automations', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id),
  name: text().notNull(),
  ...sendingColumns(),
  /** The first step: what is done, so long after the trigger. */
  action: actionType().notNull(),
  template_id: uuid(),
  tag: text(),
  delay_minutes: integer().notNull().default(0),
  /** The further ones. */
  steps: jsonb().$type<{ kind: string }[]>().notNull().default([]),
  /** Off: nobody enters, and what waits is refused when it comes due. */
  enabled: boolean().notNull().default(false),
  /** Since when: what happened before lets nobody enter. */
  enabled_at: instant(),
  published_version: integer(),
  archived_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('automations_id_shop_id_unique').on(t.id, t.shop_id),
  foreignKey({
    name: 'automations_template_fkey',
    columns: [t.template_id, t.shop_id],
    foreignColumns: [messageTemplates.id, messageTemplates.shop_id],
  }),
  newestFirstIndex('automations_shop_id_index', t, t.shop_id),
  index('automations_template_id_index').on(t.template_id, t.shop_id),
  automationName.check('automations_name_check', t.name),
  triggerOptions.check('automations_trigger_options_check', t.trigger_options),
  conditionList.check('automations_conditions_check', t.conditions),
  stepList.check('automations_steps_check', t.steps),
  topics.check('automations_topic_check', t.topic),
  minuteOfDay.check('automations_quiet_from_check', t.quiet_from),
  minuteOfDay.check('automations_quiet_until_check', t.quiet_until),
  sendDays.check('automations_send_days_check', t.send_days),
  holdOutPercent.check('automations_hold_out_percent_check', t.hold_out_percent),
  attributionDays.check('automations_attribution_days_check', t.attribution_days),
  tagName.check('automations_tag_check', t.tag),
  delayMinutes.check('automations_delay_minutes_check', t.delay_minutes),
  version.check('automations_published_version_check', t.published_version),
  check(
    'automations_quiet_check',
    sql`num_nonnulls(${t.quiet_from}, ${t.quiet_until}) in (0, 2)
      and coalesce(${t.quiet_from} <> ${t.quiet_until}, true)`,
  ),
  check(
    'automations_action_check',
    sql`(${t.action} = 'tag') = (${t.tag} is not null)
      and (${t.action} <> 'tag') = (${t.template_id} is not null)`,
  ),
  check(
    'automations_enabled_check',
    sql`not ${t.enabled} or (${t.published_version} is not null and ${t.archived_at} is null)`,
  ),
  check('automations_since_check', sql`${t.enabled} = (${t.enabled_at} is not null)`),
  ...instants(t.enabled_at, t.archived_at, t.created_at, t.updated_at),
  selectPolicy('automations_select_manager', inShop(t.shop_id)),
  insertPolicy('automations_insert_manager', inShop(t.shop_id)),
  updatePolicy('automations_update_manager', inShop(t.shop_id), inShop(t.shop_id)),
]).enableRLS();

export const automationsGrants = grants(automations, {
  authenticated: {
    select: true,
    insert: true,
    update: [
      'name',
      'trigger',
      'trigger_options',
      'conditions',
      'topic',
      'quiet_from',
      'quiet_until',
      'send_days',
      'hold_out_percent',
      'attribution_days',
      'action',
      'template_id',
      'tag',
      'delay_minutes',
      'steps',
      'enabled',
      'published_version',
      'archived_at',
    ],
  },
  service_role: { select: true },
});

export const automationsTriggers = triggers(automations, 'touch', 'stamp', {
  name: 'stamp_enabled',
  before: ['insert', 'update'],
  of: ['enabled'],
  run: 'private.stamp_enabled',
  args: [`${MOST_ENABLED}`],
});
