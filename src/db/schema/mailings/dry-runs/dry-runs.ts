import { foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textUpTo } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { inShop } from '../../store/policies.ts';
import { automations } from '../automations/automations.ts';

export const dryRunStates = choices('queued', 'done', 'failed');

export const dryRunMachine = stateMachine(dryRunStates, {
  initial: 'queued',
  legal: { queued: ['done', 'failed'], done: [], failed: [] },
});

const totals = jsonObjectOf(10_000);
const failure = textUpTo(64);

/** Who would get an automation's first message now, and who not, in numbers. Nothing is sent by it. */
export const dryRuns = pgTable('dry_runs', {
  id: id(),
  shop_id: uuid().notNull(),
  automation_id: uuid().notNull(),
  state: dryRunStates.column().notNull().default('queued'),
  /** As of when it was computed. */
  as_of: instant(),
  totals: jsonb().$type<Record<string, unknown>>(),
  error: text(),
  ...timestamps(),
}, (t) => [
  unique('dry_runs_id_shop_id_unique').on(t.id, t.shop_id),
  foreignKey({
    name: 'dry_runs_automation_fkey',
    columns: [t.automation_id, t.shop_id],
    foreignColumns: [automations.id, automations.shop_id],
  }).onDelete('cascade'),
  index('dry_runs_automation_id_index').on(t.automation_id, t.shop_id, t.created_at),
  newestFirstIndex('dry_runs_shop_id_index', t, t.shop_id),
  dryRunStates.check('dry_runs_state_check', t.state),
  totals.check('dry_runs_totals_check', t.totals),
  failure.check('dry_runs_error_check', t.error),
  ...instants(t.as_of, t.created_at, t.updated_at),
  selectPolicy('dry_runs_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const dryRunsGrants = grants(dryRuns, {
  authenticated: { select: true },
  service_role: { select: true, update: true },
});

export const dryRunsTriggers = triggers(dryRuns, 'touch', dryRunMachine.trigger('state'));

export const dryRunsRetention = retention(dryRuns, {
  what: 'who would have got an automation’s message',
  days: 1,
  since: dryRuns.created_at,
  why: 'it is true of one moment',
});
