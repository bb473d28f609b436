import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
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

/** Of what: what would be published now, or what was. */
export const dryRunSources = choices('draft', 'published');

export const dryRunStates = choices('queued', 'done', 'failed');

export const dryRunMachine = stateMachine(dryRunStates, {
  initial: 'queued',
  legal: { queued: ['done', 'failed'], done: [], failed: [] },
});

/** How many customers came out how, and of these by the first reason. */
export interface DryRunTotals {
  customers: number;
  planned: number;
  to_send: number;
  held_out: number;
  rescheduled: Record<string, number>;
  refused: Record<string, number>;
  not_planned: Record<string, number>;
}

const totals = jsonObjectOf(10_000);
const failure = textUpTo(64);
/** What an automation is, as bounded there, and what it is called here. */
const plan = jsonObjectOf(50_000);

/** Who would get an automation's first message now, and who not, in numbers. Nothing is sent by it. */
export const dryRuns = pgTable('dry_runs', {
  id: id(),
  shop_id: uuid().notNull(),
  automation_id: uuid().notNull(),
  of: dryRunSources.column().notNull(),
  state: dryRunStates.column().notNull().default('queued'),
  /** As of when it is computed: when it began. */
  as_of: instant(),
  /** What is tried: what the automation was then. */
  plan: jsonb().$type<Record<string, unknown>>(),
  /** Null until it is done. */
  totals: jsonb().$type<DryRunTotals>(),
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
  // One at a time.
  uniqueIndex('dry_runs_queued_unique').on(t.automation_id, t.shop_id)
    .where(sql`${t.state} = 'queued'`),
  dryRunSources.check('dry_runs_of_check', t.of),
  dryRunStates.check('dry_runs_state_check', t.state),
  totals.check('dry_runs_totals_check', t.totals),
  plan.check('dry_runs_plan_check', t.plan),
  failure.check('dry_runs_error_check', t.error),
  ...instants(t.as_of, t.created_at, t.updated_at),
  selectPolicy('dry_runs_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const dryRunsGrants = grants(dryRuns, {
  authenticated: { select: true },
  // What has had its day is taken away.
  service_role: { select: true, update: true, delete: true },
});

export const dryRunsTriggers = triggers(dryRuns, 'touch', dryRunMachine.trigger('state'));

export const dryRunsRetention = retention(dryRuns, {
  what: 'who would have got an automation’s message',
  days: 1,
  since: dryRuns.created_at,
  why: 'it is true of one moment',
});
