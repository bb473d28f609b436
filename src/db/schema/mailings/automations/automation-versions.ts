import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom, minuteOfDay } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonListOf } from '../../../declare/json-bounds.ts';
import { insertPolicy, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { inShop } from '../../store/policies.ts';
import { topics } from '../lists.ts';
import {
  attributionDays,
  automations,
  conditionList,
  holdOutPercent,
  sendDays,
  sendingColumns,
  triggerOptions,
} from './automations.ts';

/** What an automation does, flat: each node names those that come after it, by their place. */
export const nodeList = jsonListOf({ kind: 'text' }, 30_000);

/**
 * What an automation was when it was published. Nothing changes it: who entered it goes on by it,
 * whatever is published later.
 */
export const automationVersions = pgTable('automation_versions', {
  id: id(),
  shop_id: uuid().notNull(),
  automation_id: uuid().notNull(),
  number: integer().notNull(),
  ...sendingColumns(),
  nodes: jsonb().$type<{ kind: string }[]>().notNull(),
  ...createdAt(),
}, (t) => [
  unique('automation_versions_number_unique').on(t.automation_id, t.shop_id, t.number),
  unique('automation_versions_id_shop_id_unique').on(t.id, t.automation_id, t.shop_id),
  foreignKey({
    name: 'automation_versions_automation_fkey',
    columns: [t.automation_id, t.shop_id],
    foreignColumns: [automations.id, automations.shop_id],
  }).onDelete('cascade'),
  index('automation_versions_shop_id_index').on(t.shop_id),
  integerFrom(1).check('automation_versions_number_check', t.number),
  triggerOptions.check('automation_versions_trigger_options_check', t.trigger_options),
  conditionList.check('automation_versions_conditions_check', t.conditions),
  nodeList.check('automation_versions_nodes_check', t.nodes),
  topics.check('automation_versions_topic_check', t.topic),
  minuteOfDay.check('automation_versions_quiet_from_check', t.quiet_from),
  minuteOfDay.check('automation_versions_quiet_until_check', t.quiet_until),
  sendDays.check('automation_versions_send_days_check', t.send_days),
  holdOutPercent.check('automation_versions_hold_out_percent_check', t.hold_out_percent),
  attributionDays.check('automation_versions_attribution_days_check', t.attribution_days),
  check(
    'automation_versions_quiet_check',
    sql`num_nonnulls(${t.quiet_from}, ${t.quiet_until}) in (0, 2)
      and coalesce(${t.quiet_from} <> ${t.quiet_until}, true)`,
  ),
  ...instants(t.created_at),
  selectPolicy('automation_versions_select_manager', inShop(t.shop_id)),
  insertPolicy('automation_versions_insert_manager', inShop(t.shop_id)),
]).enableRLS();

export const automationVersionsGrants = grants(automationVersions, {
  authenticated: { select: true, insert: true },
  service_role: { select: true },
});

export const automationVersionsTriggers = triggers(automationVersions, 'stamp');
